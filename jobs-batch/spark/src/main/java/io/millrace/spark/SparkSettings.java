package io.millrace.spark;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;

/**
 * Spark's configuration for a bounded run. What somebody has said already, with system properties that begin with
 * {@code spark.} or through spark-submit, stands; what the zones demand does not depend on anybody.
 */
final class SparkSettings {

    private static final String LOOPBACK = "127.0.0.1";

    /** What keeps connectors from asking the machine who it is, on executors as on the driver. */
    private static final List<String> ENVIRONMENT = List.of("NO_GCE_CHECK", "AWS_EC2_METADATA_DISABLED");

    private SparkSettings() {}

    /** @param scratch a folder of this machine for what a local Spark puts aside */
    static SparkConf of(String name, int parallelism, Path scratch) {
        SparkConf conf = new SparkConf()
                .setIfMissing("spark.master", "local[" + parallelism + "]")
                .setIfMissing("spark.app.name", "millrace " + name)
                .setIfMissing("spark.ui.enabled", "false");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.driver.host", LOOPBACK)
                    .setIfMissing("spark.driver.bindAddress", LOOPBACK)
                    .setIfMissing("spark.local.dir", scratch.toString())
                    .setIfMissing("spark.sql.warehouse.dir", scratch.toString());
        }
        for (String variable : ENVIRONMENT) {
            String value = System.getenv(variable);
            if (value != null) {
                conf.setIfMissing("spark.executorEnv." + variable, value);
            }
        }
        return conf.set("spark.sql.adaptive.enabled", "true")
                .set("spark.sql.session.timeZone", "UTC")
                .set("spark.sql.datetime.java8API.enabled", "true")
                .set("spark.sql.parquet.compression.codec", "zstd")
                .set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .set("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
                .set("spark.sql.parquet.writeLegacyFormat", "false")
                .set("spark.sql.caseSensitive", "true")
                .set("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
                .set("spark.hadoop.parquet.page.write-checksum.enabled", "true");
    }
}
