package io.millrace.cli.batch;

import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork.Resources;
import picocli.CommandLine.Option;

/** Which engine does the work of a bounded run, and where. */
final class EngineOptions {

    private static final String SPARK = "spark";
    private static final long HALF = 2;

    @Option(
            names = "--runner",
            paramLabel = "NAME",
            description = "The engine: flink-batch, spark or duckdb. Default: flink-batch")
    private String name = "flink-batch";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark works, such as spark://host:7077. Default: in this process")
    private String master;

    /** How much of the machine an engine may take. */
    static Resources resources(Settings settings) throws Failure {
        return new Resources(
                settings.number(Setting.PARALLELISM), Runtime.getRuntime().maxMemory() / HALF);
    }

    /** The engine, with what it is to know from the beginning. */
    BoundedRunner runner() throws Failure {
        if (master != null) {
            if (!name.equals(SPARK)) {
                throw Failure.usage("--master is for --runner spark, and this is --runner " + name);
            }
            // Spark's settings are system properties; others can be given in MILLRACE_JAVA_OPTS.
            System.setProperty("spark.master", master);
        }
        return BoundedRunners.named(name);
    }
}
