package io.millrace.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the checkout that tests look at. */
public final class Checkout {

    private static final Path HOME = Path.of(System.getProperty("millrace.home"));

    private Checkout() {}

    public static Path path(String relative) {
        return HOME.resolve(relative);
    }

    /** The contracts that ship. */
    public static List<Path> contracts() {
        try (Stream<Path> folders = Files.list(path("contracts"))) {
            return folders.map(folder -> folder.resolve("contract.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
