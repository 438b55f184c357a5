package io.millrace.cli.run;

import io.millrace.cli.Failure;
import io.millrace.pipeline.run.Runner;
import io.millrace.pipeline.run.Submitter;
import java.util.ServiceLoader;

/** The runners on this class path. */
public final class Runners {

    private Runners() {}

    /** What hands jobs to clusters. */
    public static Submitter submitter() throws Failure {
        return ServiceLoader.load(Submitter.class).findFirst().orElseThrow(() -> missing("what submits to a cluster"));
    }

    /** The runner of that name. */
    public static Runner named(String name) throws Failure {
        return ServiceLoader.load(Runner.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(runner -> runner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("the runner " + name));
    }

    private static Failure missing(String what) {
        return Failure.usage(
                what + " is not on the class path of this process",
                "start it with ./millrace, which knows the class path of each verb");
    }
}
