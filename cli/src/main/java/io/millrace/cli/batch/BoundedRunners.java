package io.millrace.cli.batch;

import io.millrace.cli.Failure;
import io.millrace.cli.terminal.Nearest;
import io.millrace.pipeline.run.BoundedRunner;
import java.util.List;
import java.util.ServiceLoader;

/** The engines of bounded runs on this class path. */
public final class BoundedRunners {

    /** All that there are, whether or not they are on this class path. */
    public static final List<String> NAMES = List.of("flink-batch", "spark", "duckdb");

    private BoundedRunners() {}

    /** The runner of that name. */
    public static BoundedRunner named(String name) throws Failure {
        for (BoundedRunner runner : ServiceLoader.load(BoundedRunner.class)) {
            if (runner.name().equals(name)) {
                return runner;
            }
        }
        check(name);
        throw Failure.usage(
                "the runner " + name + " is not on the class path of this process",
                "start it with ./millrace, which knows the class path of each runner");
    }

    /** Refuses a name that none of them has. */
    public static void check(String name) throws Failure {
        if (!NAMES.contains(name)) {
            throw Failure.usage(
                    "there is no runner " + name + " of bounded runs",
                    Nearest.to(name, NAMES)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("there are: " + String.join(", ", NAMES)));
        }
    }
}
