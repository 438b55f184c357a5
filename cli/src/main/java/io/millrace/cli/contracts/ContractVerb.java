package io.millrace.cli.contracts;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace contract}: nothing by itself. */
@Command(
        name = "contract",
        description = "Compares two versions of a contract before the new one is given to anybody.",
        footer = "  git show main:contracts/orders/contract.yaml > old.yaml\n"
                + "  millrace contract diff old.yaml contracts/orders/contract.yaml")
public final class ContractVerb implements Callable<Exit> {

    @Override
    public Exit call() throws Failure {
        throw Failure.usage("contract needs a second word", "millrace contract diff OLD NEW");
    }
}
