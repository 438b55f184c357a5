package io.millrace.bench.stream;

import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.bucket.Bucket;
import io.millrace.testkit.bucket.Buckets;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * {@code FOLDER folder|gs KILLS [RATE]}: how long no row is committed after {@code kill -9} of {@code millrace stream}, which is
 * started again at once, as a supervisor does: from the kill until a file of clean rows appears that was not there before.
 */
public final class RecoveryBench {

    private static final String TOPIC = "transactions";
    private static final long RATE = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long GLANCE_MILLIS = 10;
    /** A kill comes at any moment between two checkpoints. */
    private static final int CHECKPOINT_MILLIS = 1_000;

    private final Path home = Path.of("").toAbsolutePath();
    private final Path folder;
    private final Place place;
    private final Random random = new Random(1);

    private RecoveryBench(Path folder, Place place) {
        this.folder = folder;
        this.place = place;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("millrace.home", Path.of("").toAbsolutePath().toString());
        Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        long rate = args.length > 3 ? Long.parseLong(args[3]) : RATE;
        try (Place place =
                args[1].equals("gs") ? new InBucket(Buckets.emulatedGoogle("bench")) : new InFolder(folder)) {
            new RecoveryBench(folder, place).run(Integer.parseInt(args[2]), rate);
        }
    }

    /** Where lake and state stand. */
    private sealed interface Place extends AutoCloseable {
        List<String> options();

        /** The files of clean rows that readers see. */
        Set<String> clean() throws IOException;

        @Override
        void close() throws IOException;
    }

    private record InFolder(Path folder) implements Place {
        @Override
        public List<String> options() {
            return List.of("--lake=" + folder.resolve("lake"), "--state=" + folder.resolve("state"));
        }

        @Override
        public Set<String> clean() throws IOException {
            // Like every reader of the zones: files that are being written come and go.
            return new LocalFiles()
                    .list(folder.resolve("lake/clean").toUri()).stream()
                            .map(file -> file.uri().getPath())
                            .collect(Collectors.toSet());
        }

        @Override
        public void close() {}
    }

    private record InBucket(Bucket bucket) implements Place {
        @Override
        public List<String> options() {
            List<String> options = new ArrayList<>(List.of(
                    "--lake=" + bucket.root().resolve("lake"),
                    "--state=" + bucket.root().resolve("state")));
            bucket.options().forEach((name, value) -> options.add("--storage-option=" + name + "=" + value));
            return options;
        }

        @Override
        public Set<String> clean() throws IOException {
            Set<String> found = new HashSet<>();
            for (String name : bucket.names()) {
                if (name.startsWith("lake/clean/") && name.endsWith(".parquet")) {
                    found.add(name);
                }
            }
            return found;
        }

        @Override
        public void close() throws IOException {
            bucket.close();
        }
    }

    private void run(int kills, long rate) throws Exception {
        Files.writeString(folder.resolve("mask.key"), "0123456789abcdef0123456789abcdef\n");
        AtomicBoolean flowing = new AtomicBoolean(true);
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            broker.createTopic(TOPIC, 4);
            CompletableFuture<Void> feed =
                    CompletableFuture.runAsync(() -> feed(broker.bootstrap(), rate, flowing::get));
            Process stream = start(broker.bootstrap());
            try {
                awaitNew(Set.of(), stream);
                List<Long> millis = new ArrayList<>();
                while (millis.size() < kills) {
                    awaitNew(place.clean(), stream);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(CHECKPOINT_MILLIS));
                    Set<String> before = place.clean();
                    long killed = System.nanoTime();
                    stream.destroyForcibly();
                    stream.onExit().join();
                    stream = start(broker.bootstrap());
                    awaitNew(before, stream);
                    millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed));
                }
                report(millis);
            } finally {
                stream.destroyForcibly();
                flowing.set(false);
                feed.join();
            }
        }
    }

    private Process start(String brokers) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("millrace").toString(),
                "stream",
                "--dataset=" + TOPIC,
                "--brokers=" + brokers,
                "--checkpoint-every=" + CHECKPOINT_MILLIS + " ms",
                "--mask-key=k1=" + folder.resolve("mask.key")));
        command.addAll(place.options());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("stream.log").toFile()));
        builder.environment().put("MILLRACE_BUILD", "target");
        return builder.start();
    }

    private void awaitNew(Set<String> before, Process stream) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (before.containsAll(place.clean())) {
            if (!stream.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("no new clean file: see " + folder.resolve("stream.log"));
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
    }

    private static void feed(String brokers, long rate, BooleanSupplier flowing) {
        KafkaFeed.Options target = KafkaFeed.Options.to(brokers, TOPIC).withPace(new Pace(rate));
        try (KafkaFeed feed = new KafkaFeed(target)) {
            feed.run(new RecordGenerator(GeneratorOptions.of(TOPIC, Carrier.MESSAGES)), new FeedListener() {
                @Override
                public boolean goesOn() {
                    return flowing.getAsBoolean();
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("the feed failed", e);
        }
    }

    private void report(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.println(String.format(
                Locale.ROOT,
                "from kill -9 to the next file of clean rows, %d kills: p50 %.1f s, p99 %.1f s; %s ms",
                sorted.size(),
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                sorted));
    }

    private static double quantile(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e3;
    }
}
