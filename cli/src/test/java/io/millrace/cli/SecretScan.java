package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Looks for secrets in the files that calls made in a folder have left. */
public record SecretScan(Path folder) {

    private static final String LOG = ".millrace/log";

    /** Logs were written, and none of these places holds a secret; {@code log} is where runs log. */
    public void assertNone(Collection<String> secrets, String... places) throws IOException {
        assertThat(contents("log")).as("a log was written").isNotEmpty().allMatch(text -> text.length() > 1000);
        for (String place : places) {
            for (String text : contents(place)) {
                assertThat(secrets).as("in " + place).noneMatch(text::contains);
            }
        }
    }

    /** Every file below a place, byte for byte. */
    public List<String> contents(String place) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(place.equals("log") ? LOG : place))) {
            return files.filter(Files::isRegularFile).map(SecretScan::bytes).toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
