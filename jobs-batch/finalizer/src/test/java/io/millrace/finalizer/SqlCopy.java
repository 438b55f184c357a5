package io.millrace.finalizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the SQL that ships, for tests that change it. */
public record SqlCopy(Path folder) {

    public SqlCopy {
        Path shipped = TestLake.HOME.resolve("sql");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(shipped.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    public void remove(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    /** Replaces a text that must be there. */
    public void replace(String file, String text, String other) throws IOException {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(text);
        write(file, before.replace(text, other));
    }
}
