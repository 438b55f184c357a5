package io.millrace.cli.batch;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace runs}: nothing by itself. */
@Command(
        name = "runs",
        description = {
            "Shows the bounded runs of a lake, and removes what dead ones have left.",
        },
        footer = {
            "  millrace runs list transactions           every run, and whether it counts",
            "  millrace runs show transactions 000017    what it read, made and met",
            "  millrace runs sweep transactions          delete what dead runs have left"
        })
public final class Runs implements Callable<Exit> {

    @Override
    public Exit call() throws Failure {
        throw Failure.usage("runs needs a second word", "millrace runs list|show|sweep DATASET");
    }
}
