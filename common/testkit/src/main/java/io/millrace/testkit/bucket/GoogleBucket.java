package io.millrace.testkit.bucket;

import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.http.Faults;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One of the emulator of Google Cloud Storage. */
record GoogleBucket(String name, GcsEmulator gcs) implements Bucket {

    static Map<String, String> options(String endpoint) {
        return Map.of(
                "gs.storage.root.url", endpoint,
                "gs.auth.null.enable", "true",
                "gs.auth.service.account.enable", "false",
                "gs.project.id", "test",
                "gs.writer.chunk.size", "1 mb");
    }

    @Override
    public URI root() {
        return URI.create("gs://" + name + "/");
    }

    @Override
    public Map<String, String> options() {
        return options(gcs.url());
    }

    @Override
    public List<String> names() {
        return gcs.names(name);
    }

    @Override
    public byte[] content(String object) {
        return gcs.content(name, object);
    }

    @Override
    public Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        gcs.requests()
                .values()
                .forEach(counts -> counts.forEach((kind, count) -> requests.merge(kind.name(), count, Integer::sum)));
        return requests;
    }

    @Override
    public Map<String, Integer> agents() {
        return gcs.agents();
    }

    @Override
    public Faults faults() {
        return gcs.faults();
    }

    @Override
    public int openUploads() {
        return 0; // what was not completed is nothing in Google's store
    }

    @Override
    public void close() throws IOException {
        gcs.close();
    }
}
