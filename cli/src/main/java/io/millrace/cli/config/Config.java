package io.millrace.cli.config;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace config}. */
@Command(
        name = "config",
        description = {
            "The settings of a call. They come from, each overriding the one before:",
            "defaults, millrace.yaml, a profile in it, the environment (MILLRACE_…), flags."
        },
        footer = {"  millrace config show --origins"})
public final class Config implements Callable<Exit> {

    @Override
    public Exit call() throws Failure {
        throw Failure.usage("config what? There is: millrace config show");
    }
}
