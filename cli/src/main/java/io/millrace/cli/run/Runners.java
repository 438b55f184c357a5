package io.millrace.cli.run;

import io.millrace.cli.Failure;
import io.millrace.pipeline.run.Runner;
import java.util.ServiceLoader;

/** The runners on this class path. */
public final class Runners {

    private Runners() {}

    /** The runner of that name. */
    public static Runner named(String name) throws Failure {
        return ServiceLoader.load(Runner.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(runner -> runner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        "the runner " + name + " is not on the class path of this process",
                        "start it with ./millrace, which knows the class path of each verb"));
    }
}
