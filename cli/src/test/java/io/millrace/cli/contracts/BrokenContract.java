package io.millrace.cli.contracts;

import io.millrace.cli.Called;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped contract with two mistakes in it. */
final class BrokenContract {

    private BrokenContract() {}

    static Path in(Path folder) {
        try {
            String good = Files.readString(Called.home().resolve("contracts/transactions/contract.yaml"));
            String bad = good.replace("event_time: timestamp", "event_tiem: timestamp")
                    .replace("type: bigint", "type: bigitn");
            Path contract = Files.createDirectories(folder.resolve("broken/transactions"))
                    .resolve("contract.yaml");
            return Files.writeString(contract, bad);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
