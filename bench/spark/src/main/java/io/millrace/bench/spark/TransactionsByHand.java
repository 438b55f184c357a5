package io.millrace.bench.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.right;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a person who knows Spark would type to make clean Parquet of the same file: typed columns, the checks and the
 * standardizing of the contract, a token, {@code dropDuplicates}, a folder a day. What does not fit is gone without a word: no
 * raw and no error zone, no exactness of decimals, no order among the records of a key, no books.
 */
final class TransactionsByHand {

    private static final String SCHEMA =
            "transaction_id bigint, source_system string, account_number string, account_type string,"
                    + " customer_region string, amount decimal(18,2), currency string, status string,"
                    + " processing_duration double, timestamp timestamp";

    /** How lines become columns. */
    enum Parsing {
        /** {@code from_json} over lines of text, which Spark evaluates once for nearly every column that is looked at. */
        FROM_JSON {
            @Override
            Dataset<Row> records(SparkSession session, String input) {
                return session.read()
                        .text(input)
                        .select(from_json(col("value"), SCHEMA, Map.of()).as("record"))
                        .select("record.*");
            }
        },

        /** Spark's own reader of JSON lines, which parses a line once. */
        READER {
            @Override
            Dataset<Row> records(SparkSession session, String input) {
                return session.read().schema(SCHEMA).json(input);
            }
        };

        abstract Dataset<Row> records(SparkSession session, String input);
    }

    private TransactionsByHand() {}

    /** From the start of Spark to its end. */
    static Path run(Parsing parsing, Path input, Path output, Path scratch, int threads) throws IOException {
        try (SparkSession session = SparkSession.builder()
                .master("local[" + threads + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", scratch.toString())
                .config("spark.sql.warehouse.dir", scratch.toString())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "zstd")
                .getOrCreate()) {
            clean(parsing.records(session, input.toString()))
                    .dropDuplicates("source_system", "transaction_id")
                    .write()
                    .partitionBy("dt")
                    .parquet(output.toString());
        }
        return output;
    }

    private static Dataset<Row> clean(Dataset<Row> records) {
        Dataset<Row> standard = records.withColumn(
                        "account_number", upper(regexp_replace(col("account_number"), "\\s", "")))
                .withColumn("account_type", upper(trim(col("account_type"))))
                .withColumn("customer_region", trim(col("customer_region")))
                .withColumn("currency", upper(trim(col("currency"))))
                .withColumn("status", upper(trim(col("status"))));
        Column completed = col("status").equalTo("COMPLETED");
        Column timed = col("processing_duration").isNotNull();
        return standard.where(col("transaction_id").geq(1))
                .where(col("source_system").rlike("^[a-z][a-z0-9_-]{0,31}$"))
                .where(col("account_number").rlike("^[A-Z]{2}[0-9A-Z]{13,32}$"))
                .where(col("account_type").isin("CHECKING", "SAVINGS", "CREDIT", "BUSINESS"))
                .where(length(col("customer_region")).between(1, 64))
                .where(col("amount").isNotNull())
                .where(col("currency").rlike("^[A-Z]{3}$"))
                .where(col("status").isin("COMPLETED", "PENDING", "FAILED", "REVERSED"))
                .where(not(timed).or(col("processing_duration").between(0, 86400)))
                .where(col("timestamp").geq(lit("2000-01-01T00:00:00Z").cast("timestamp")))
                .where(not(completed).or(timed.and(col("amount").notEqual(0))))
                .where(col("status").notEqual("PENDING").or(not(timed)))
                .withColumn(
                        "account_number_token",
                        concat(lit("k1:"), left(sha2(concat(lit("a key"), col("account_number")), 256), lit(32))))
                .withColumn("account_number_masked", concat(lit("****"), right(col("account_number"), lit(4))))
                .drop("account_number")
                .withColumn("dt", to_date(col("timestamp")));
    }
}
