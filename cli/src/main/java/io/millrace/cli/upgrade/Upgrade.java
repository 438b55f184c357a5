package io.millrace.cli.upgrade;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace upgrade}: nothing by itself. */
@Command(
        name = "upgrade",
        description = {
            "Looks, before anything is stopped or started, whether a stream can go on with this release and",
            "its contract from a savepoint or checkpoint of another."
        },
        footer = {
            "  millrace upgrade check --dataset transactions --from .millrace/state/transactions/checkpoints/…/savepoint-…",
            "  millrace upgrade check --dataset transactions --from 0.1.0 --before old/contract.yaml"
        })
public final class Upgrade implements Callable<Exit> {

    @Override
    public Exit call() throws Failure {
        throw Failure.usage("upgrade needs a second word", "millrace upgrade check --dataset NAME --from SAVEPOINT");
    }
}
