package io.millrace.stream;

import io.millrace.flink.savepoint.Savepoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A savepoint that a release wrote, with the lake that it belongs to. The places of files stand in it; a copy gets a
 * folder whose name is as long as that of the original, so that it can be put in its place.
 */
final class GoldenSavepoint {

    /** Where golden savepoints are made; twelve zeros are what a copy replaces. */
    static final Path ORIGIN = Path.of("/tmp/millrace-golden-000000000000");

    private static final int RANDOM_BYTES = 6;

    private GoldenSavepoint() {}

    /** Where the one of a version stands in the sources. */
    static Path resource(int version) {
        return Path.of(
                System.getProperty("millrace.home"),
                "jobs-stream/src/test/resources/io/millrace/stream/golden/" + version);
    }

    /** Copies a version's into a folder of its own. */
    static Path copy(int version) throws IOException {
        byte[] random = new byte[RANDOM_BYTES];
        new Random().nextBytes(random);
        Path folder =
                Path.of(ORIGIN.toString().replace("000000000000", HexFormat.of().formatHex(random)));
        for (Path file : files(resource(version))) {
            Path target = folder.resolve(resource(version).relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.write(target, moved(Files.readAllBytes(file), folder));
        }
        return folder;
    }

    /** Latin 1 has a character for each byte, and both names are ASCII. */
    private static byte[] moved(byte[] bytes, Path folder) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(ORIGIN.toString(), folder.toString())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static URI savepoint(Path copy) {
        return copy.resolve("savepoint").toUri();
    }

    static Savepoint read(Path savepoint) throws IOException {
        return Savepoint.read(new org.apache.flink.core.fs.Path(savepoint.toUri()));
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
