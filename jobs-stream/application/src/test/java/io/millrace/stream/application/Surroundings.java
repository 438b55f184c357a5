package io.millrace.stream.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import io.millrace.zones.Lake;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A broker and a bucket around a cluster: what goes in, and what has come out. */
final class Surroundings implements AutoCloseable {

    private static final String BUCKET = "millrace";

    final Path folder;
    final GcsEmulator gcs;
    final BrokerProcess broker;
    private final RecordGenerator generator =
            new RecordGenerator(GeneratorOptions.of("transactions", Carrier.MESSAGES));

    Surroundings(Path folder) throws Exception {
        this.folder = folder;
        gcs = GcsEmulator.start(0).bucket(BUCKET);
        broker = BrokerProcess.start(
                BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker")));
        broker.createTopic("transactions", 4, Map.of("retention.ms", "-1"));
        Files.writeString(folder.resolve("mask.key"), "a key for these tests only\n");
    }

    /** What a cluster must be told of the place. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.putAll(connector());
        settings.put("execution.checkpointing.dir", "gs://" + BUCKET + "/state");
        settings.put("execution.checkpointing.savepoint-dir", "gs://" + BUCKET + "/savepoints");
        settings.put("execution.checkpointing.interval", "1 s");
        settings.put("execution.checkpointing.min-pause", "100 ms");
        settings.put("high-availability.type", "NONE");
        return settings;
    }

    Map<String, String> connector() {
        return Map.of(
                "gs.storage.root.url", gcs.url(),
                "gs.auth.null.enable", "true",
                "gs.auth.service.account.enable", "false",
                "gs.project.id", "test",
                "gs.writer.chunk.size", "1 mb");
    }

    List<String> arguments() {
        return List.of(
                "--dataset",
                "transactions",
                "--brokers",
                broker.bootstrap(),
                "--contracts",
                Cluster.HOME.resolve("contracts").toString(),
                "--mask-key",
                "k1=" + folder.resolve("mask.key"),
                "--lake",
                "gs://" + BUCKET + "/lake");
    }

    /** Sends records until so many have been sent in all, and says what must have become of them. */
    Expectation feed(long records) throws Exception {
        try (KafkaFeed feed = new KafkaFeed(KafkaFeed.Options.to(broker.bootstrap(), "transactions"))) {
            return feed.run(generator, new FeedListener() {
                @Override
                public boolean goesOn() {
                    return generator.generated() < records;
                }
            });
        }
    }

    /** Sends so many records a second until it is told to end. */
    SteadyFeed steadyFeed(long recordsPerSecond) {
        KafkaFeed.Options options =
                KafkaFeed.Options.to(broker.bootstrap(), "transactions").withPace(new Pace(recordsPerSecond));
        return new SteadyFeed(generator, options);
    }

    /** How many files of raw have been committed by now. */
    long rawFiles() {
        return gcs.names(BUCKET).stream()
                .filter(name -> name.matches("lake/raw/.*[^/]"))
                .count();
    }

    /** The books of what has been committed by now. */
    Audit audit() throws IOException {
        Path copy = Files.createTempDirectory(folder, "lake");
        Lake lake = new Lake(copy.resolve("lake").toUri());
        for (String name : gcs.names(BUCKET)) {
            if (name.startsWith("lake/") && !name.endsWith("/")) {
                Path target = copy.resolve(name);
                Files.createDirectories(target.getParent());
                Files.write(target, gcs.content(BUCKET, name));
            }
        }
        return Books.audit(new LocalFiles(), lake, "transactions", OffsetAuthority.none(), Progress.none());
    }

    /** Returns when so many records are in raw, and all of them left by one door each. */
    void awaitExact(Cluster cluster, Expectation expected) throws IOException {
        cluster.await("all records", () -> audit().raw() >= expected.read());
        cluster.await("balance", () -> audit().balanced());
        Audit audit = audit();
        assertThat(audit.raw()).isEqualTo(expected.read());
        assertThat(audit.clean()).isEqualTo(expected.clean());
        assertThat(audit.rejected()).isEqualTo(expected.rejected());
        assertThat(audit.duplicate()).isEqualTo(expected.duplicate());
    }

    /** The newest checkpoint in the bucket. */
    String newestCheckpoint() throws IOException {
        try (Stream<String> names = gcs.names(BUCKET).stream()) {
            return "gs://" + BUCKET + "/"
                    + names.filter(name -> name.matches("state/[0-9a-f]+/chk-\\d+/_metadata"))
                            .map(name -> name.substring(0, name.length() - "/_metadata".length()))
                            .max((one, other) -> Long.compare(number(one), number(other)))
                            .orElseThrow();
        }
    }

    /** The only savepoint in the bucket. */
    String savepoint() throws IOException {
        return gcs.names(BUCKET).stream()
                .filter(name -> name.matches("savepoints/savepoint-[^/]+/_metadata"))
                .map(name -> "gs://" + BUCKET + "/" + name.substring(0, name.length() - "/_metadata".length()))
                .findFirst()
                .orElseThrow();
    }

    private static long number(String checkpoint) {
        return Long.parseLong(checkpoint.substring(checkpoint.lastIndexOf('-') + 1));
    }

    @Override
    public void close() throws IOException {
        broker.close();
        gcs.close();
    }
}
