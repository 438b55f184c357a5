package io.millrace.stream;

import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A bucket of Google Cloud Storage, emulated, with what a client must be told to find it. */
final class Bucket implements AutoCloseable {

    private static final String NAME = "millrace";

    final GcsEmulator gcs;

    private Bucket(GcsEmulator gcs) {
        this.gcs = gcs;
    }

    static Bucket open() throws IOException {
        Bucket bucket = new Bucket(GcsEmulator.start(0).bucket(NAME));
        StorageOptions.set(options(bucket.gcs.url()));
        return bucket;
    }

    static Map<String, String> options(String url) {
        return Map.of(
                "gs.storage.root.url", url,
                "gs.auth.null.enable", "true",
                "gs.auth.service.account.enable", "false",
                "gs.project.id", "test",
                "gs.writer.chunk.size", "1 mb");
    }

    URI root() {
        return URI.create("gs://" + NAME + "/");
    }

    /** Copies the lake into the folder of a test, where it is looked at like any other. */
    void fetchLake(Path folder) throws IOException {
        fetchLake(folder, gcs.names(NAME), name -> gcs.content(NAME, name));
    }

    static void fetchLake(Path folder, List<String> names, Function<String, byte[]> content) throws IOException {
        for (String name : names) {
            if (name.startsWith("lake/") && !name.endsWith("/")) {
                Path target = folder.resolve(name);
                Files.createDirectories(target.getParent());
                Files.write(target, content.apply(name));
            }
        }
    }

    @Override
    public void close() throws IOException {
        gcs.close();
    }
}
