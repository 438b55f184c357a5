package io.millrace.cli.demo;

import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the lake and the state of a demo stand: in its folder, or as objects in a bucket of an emulated bucket. */
abstract sealed class DemoStorage implements AutoCloseable {

    /** What a user may choose. */
    enum Kind {
        FOLDER,
        GS,
        S3
    }

    static DemoStorage open(Kind kind, DemoFolder folder) throws IOException {
        DemoStorage storage = switch (kind) {
            case FOLDER -> new InFolder(folder);
            case GS -> new InBucket(folder, Buckets.emulatedGoogle(InBucket.NAME));
            case S3 -> new InBucket(folder, Buckets.emulatedAmazon(InBucket.NAME));
        };
        StorageOptions.set(storage.options());
        return storage;
    }

    abstract URI lake();

    abstract URI state();

    /** What connectors must be told to get there. */
    abstract Map<String, String> options();

    /** What there is to say about it at the end. */
    abstract List<String> lines() throws IOException;

    /** The options with which a verb finds the lake. */
    List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("--lake", lake().toString()));
        options().forEach((name, value) -> flags.addAll(List.of("--storage-option", name + "=" + value)));
        return flags;
    }

    @Override
    public abstract void close() throws IOException;

    private static final class InFolder extends DemoStorage {
        private final DemoFolder folder;

        InFolder(DemoFolder folder) {
            this.folder = folder;
        }

        @Override
        URI lake() {
            return folder.lake().toUri();
        }

        @Override
        URI state() {
            return folder.state();
        }

        @Override
        Map<String, String> options() {
            return Map.of();
        }

        @Override
        List<String> lines() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /** A bucket that ends with the demo; its lake is copied into the demo's folder then, to be looked at. */
    private static final class InBucket extends DemoStorage {
        private static final String NAME = "millrace-demo";
        private static final String LAKE = "lake/";

        private final DemoFolder folder;
        private final Bucket bucket;

        InBucket(DemoFolder folder, Bucket bucket) {
            this.folder = folder;
            this.bucket = bucket;
        }

        @Override
        URI lake() {
            return bucket.root().resolve("lake");
        }

        @Override
        URI state() {
            return bucket.root().resolve("state");
        }

        @Override
        Map<String, String> options() {
            return bucket.options();
        }

        @Override
        List<String> lines() throws IOException {
            List<String> names = bucket.names();
            List<String> lines = new ArrayList<>();
            for (String prefix : List.of("lake/raw/", "lake/clean/", "lake/error/", "state/")) {
                List<String> below = names.stream()
                        .filter(name -> name.startsWith(prefix) && !name.endsWith("/"))
                        .toList();
                lines.add(String.format(Locale.ROOT, "  %-12s %4d objects", prefix, below.size())
                        + below.stream()
                                .findFirst()
                                .map(name -> ", such as " + name)
                                .orElse(""));
            }
            lines.add("  requests     " + bucket.requests());
            return lines;
        }

        @Override
        public void close() throws IOException {
            for (String name : bucket.names()) {
                if (name.startsWith(LAKE) && !name.endsWith("/")) {
                    Path target = folder.lake().resolve(name.substring(LAKE.length()));
                    Files.createDirectories(target.getParent());
                    Files.write(target, bucket.content(name));
                }
            }
            bucket.close();
        }
    }
}
