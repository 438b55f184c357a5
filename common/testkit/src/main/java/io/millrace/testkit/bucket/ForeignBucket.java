package io.millrace.testkit.bucket;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.http.Faults;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A part of a bucket on a server that is not ours: it is asked through the connector, like everything else. */
final class ForeignBucket implements Bucket {

    private final URI root;
    private final Map<String, String> options;

    ForeignBucket(String scheme, String name, Map<String, String> options) {
        this.root = URI.create(scheme + "://" + name + "/" + UUID.randomUUID() + "/");
        this.options = Map.copyOf(options);
    }

    @Override
    public URI root() {
        return root;
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public List<String> names() throws IOException {
        return files().list(root).stream()
                .map(ZoneFile::uri)
                .map(file -> root.relativize(file).getPath())
                .toList();
    }

    @Override
    public byte[] content(String name) throws IOException {
        try (InputStream in = Channels.newInputStream(files().open(root.resolve(name)))) {
            return in.readAllBytes();
        }
    }

    private ZoneFiles files() throws IOException {
        try {
            return Storage.of(root);
        } catch (RunFailure e) {
            throw new IOException(e);
        }
    }

    @Override
    public Map<String, Integer> requests() {
        return Map.of();
    }

    @Override
    public Map<String, Integer> agents() {
        return Map.of();
    }

    @Override
    public Faults faults() {
        throw new UnsupportedOperationException("a foreign server fails when it wants to");
    }

    @Override
    public int openUploads() {
        return 0;
    }

    @Override
    public void close() {}
}
