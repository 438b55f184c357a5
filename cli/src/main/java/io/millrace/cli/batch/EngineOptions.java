package io.millrace.cli.batch;

import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.run.InputSize;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Which engine does the work of a bounded run, and where. */
final class EngineOptions {

    private static final String AUTO = "auto";

    /** The launcher asks for the choice first, because it decides about the class path. */
    private static final String CHOSEN = "millrace.runner";

    private static final long HALF = 2;

    @Option(
            names = "--runner",
            paramLabel = "NAME",
            description = "The engine: flink-batch, spark or duckdb; auto: duckdb, or spark for a large input."
                    + " Default: flink-batch")
    private String name = "flink-batch";

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark works, such as spark://host:7077. Default: in this process")
    private String master;

    @Option(names = "--choose-runner", hidden = true, description = "Print the engine that auto means, and end.")
    private boolean onlyChoose;

    /** How much of the machine an engine may take. */
    static Resources resources(Settings settings) throws Failure {
        return new Resources(
                settings.number(Setting.PARALLELISM), Runtime.getRuntime().maxMemory() / HALF);
    }

    /** Finds out how much there is to read. */
    interface Sizing {
        InputSize size() throws RunFailure, IOException, InterruptedException;
    }

    /** Whether the choice is all that is wanted. */
    boolean onlyChoose() {
        return onlyChoose;
    }

    /** The engine's name. What there is to read is asked for only when that decides. */
    EngineChoice choice(Settings settings, Sizing sizing)
            throws Failure, RunFailure, IOException, InterruptedException {
        if (!name.equals(AUTO)) {
            return EngineChoice.named(name);
        }
        EngineChoice choice = master == null
                ? EngineChoice.bySize(sizing.size(), settings.size(Setting.SPARK_FROM))
                : EngineChoice.ofCluster(master);
        return new EngineChoice(System.getProperty(CHOSEN, choice.runner()), choice.why());
    }

    /** The engine, with what it is to know from the beginning. */
    BoundedRunner runner(EngineChoice choice) throws Failure {
        if (master != null) {
            if (!choice.runner().equals(EngineChoice.SPARK)) {
                throw Failure.usage("--master is for --runner spark, and this is --runner " + choice.runner());
            }
            // Spark's settings are system properties; others can be given in MILLRACE_JAVA_OPTS.
            System.setProperty("spark.master", master);
        }
        return BoundedRunners.named(choice.runner());
    }
}
