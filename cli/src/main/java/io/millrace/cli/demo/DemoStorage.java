package io.millrace.cli.demo;

import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.s3.S3Emulator;
import io.millrace.zones.file.StorageOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the lake and the state of a demo stand: in its folder, or as objects in a bucket of an emulated store. */
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
            case GS -> InBucket.ofGoogle(folder, GcsEmulator.start(0).bucket(InBucket.BUCKET));
            case S3 -> InBucket.ofAmazon(folder, S3Emulator.start(0).bucket(InBucket.BUCKET));
        };
        StorageOptions.set(storage.options());
        return storage;
    }

    abstract URI lake();

    abstract URI state();

    /** What connectors must be told to get there. */
    abstract Map<String, String> options();

    /** What there is to say about it at the end. */
    abstract List<String> lines();

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

    /** What an emulated store is asked for. */
    private interface Store extends AutoCloseable {
        List<String> names();

        byte[] content(String name);

        Map<?, Integer> requests();

        @Override
        void close() throws IOException;
    }

    /** A bucket that ends with the demo; its lake is copied into the demo's folder then, to be looked at. */
    private static final class InBucket extends DemoStorage {
        private static final String BUCKET = "millrace-demo";
        private static final String LAKE = "lake/";

        private final DemoFolder folder;
        private final String scheme;
        private final Map<String, String> options;
        private final Store store;

        private InBucket(DemoFolder folder, String scheme, Map<String, String> options, Store store) {
            this.folder = folder;
            this.scheme = scheme;
            this.options = options;
            this.store = store;
        }

        static InBucket ofGoogle(DemoFolder folder, GcsEmulator gcs) {
            Map<String, String> options = Map.of(
                    "gs.storage.root.url", gcs.url(),
                    "gs.auth.null.enable", "true",
                    "gs.auth.service.account.enable", "false",
                    "gs.project.id", "demo",
                    "gs.writer.chunk.size", "1 mb");
            return new InBucket(folder, "gs", options, new Store() {
                @Override
                public List<String> names() {
                    return gcs.names(BUCKET);
                }

                @Override
                public byte[] content(String name) {
                    return gcs.content(BUCKET, name);
                }

                @Override
                public Map<?, Integer> requests() {
                    return gcs.requests().getOrDefault(BUCKET, Map.of());
                }

                @Override
                public void close() throws IOException {
                    gcs.close();
                }
            });
        }

        static InBucket ofAmazon(DemoFolder folder, S3Emulator s3) {
            return new InBucket(folder, "s3", s3.options(), new Store() {
                @Override
                public List<String> names() {
                    return s3.names(BUCKET);
                }

                @Override
                public byte[] content(String name) {
                    return s3.content(BUCKET, name);
                }

                @Override
                public Map<?, Integer> requests() {
                    return s3.requests();
                }

                @Override
                public void close() throws IOException {
                    s3.close();
                }
            });
        }

        @Override
        URI lake() {
            return URI.create(scheme + "://" + BUCKET + "/lake");
        }

        @Override
        URI state() {
            return URI.create(scheme + "://" + BUCKET + "/state");
        }

        @Override
        Map<String, String> options() {
            return options;
        }

        @Override
        List<String> lines() {
            List<String> names = store.names();
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
            lines.add("  requests     " + store.requests());
            return lines;
        }

        @Override
        public void close() throws IOException {
            for (String name : store.names()) {
                if (name.startsWith(LAKE) && !name.endsWith("/")) {
                    Path target = folder.lake().resolve(name.substring(LAKE.length()));
                    Files.createDirectories(target.getParent());
                    Files.write(target, store.content(name));
                }
            }
            store.close();
        }
    }
}
