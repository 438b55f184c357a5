package io.millrace.bench.stream;

import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.broker.FolderTree;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.FileFeed;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code FOLDER [RECORDS [ROUNDS]]}: the same records from a topic by {@code millrace stream --until now} and from a file by
 * {@code millrace batch --runner flink-batch}, in turns, each into an empty lake: whole processes, from start to end.
 */
public final class BoundedBench {

    private static final String DATASET = "transactions";
    private static final long RECORDS = 2_000_000;
    private static final int ROUNDS = 3;
    private static final int PARTITIONS = 4;
    private static final long GLANCE_MILLIS = 50;

    private final Path home = Path.of("").toAbsolutePath();
    private final Path folder;
    private final long records;
    private final List<Took> stream = new ArrayList<>();
    private final List<Took> batch = new ArrayList<>();

    private BoundedBench(Path folder, long records) {
        this.folder = folder;
        this.records = records;
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("millrace.home", Path.of("").toAbsolutePath().toString());
        Path folder = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        long records = args.length > 1 ? Long.parseLong(args[1]) : RECORDS;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : ROUNDS;
        new BoundedBench(folder, records).run(rounds);
    }

    /** What a process took: by the clock, and of the cores. */
    private record Took(double seconds, double coreSeconds) {}

    private void run(int rounds) throws Exception {
        Files.writeString(folder.resolve("mask.key"), "0123456789abcdef0123456789abcdef\n");
        Path file = folder.resolve("in.ndjson");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            new FileFeed(out, Pace.UNLIMITED).run(generator(Carrier.LINES), FeedListener.NONE);
        }
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            broker.createTopic(DATASET, PARTITIONS);
            try (KafkaFeed feed = new KafkaFeed(KafkaFeed.Options.to(broker.bootstrap(), DATASET))) {
                feed.run(generator(Carrier.MESSAGES), FeedListener.NONE);
            }
            for (int round = 0; round < rounds; round++) {
                stream.add(took(
                        "stream",
                        "--dataset=" + DATASET,
                        "--brokers=" + broker.bootstrap(),
                        "--until=now",
                        "--state=" + folder.resolve("state")));
                batch.add(took("batch", DATASET, "--input=" + file, "--runner=flink-batch"));
                say("round %d: stream %s, flink-batch %s", round + 1, last(stream), last(batch));
            }
        }
        report();
    }

    private RecordGenerator generator(Carrier carrier) {
        return new RecordGenerator(GeneratorOptions.of(DATASET, carrier).withCount(records));
    }

    private Took took(String... verb) throws IOException, InterruptedException {
        FolderTree.delete(folder.resolve("lake"));
        FolderTree.delete(folder.resolve("state"));
        List<String> command = new ArrayList<>(List.of(home.resolve("millrace").toString()));
        command.addAll(List.of(verb));
        command.addAll(List.of("--lake=" + folder.resolve("lake"), "--mask-key=k1=" + folder.resolve("mask.key")));
        Path log = folder.resolve(verb[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("MILLRACE_BUILD", "target");
        long start = System.nanoTime();
        Process process = builder.start();
        Duration cores = Duration.ZERO;
        while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
            cores = process.info().totalCpuDuration().orElse(cores);
        }
        Took took = new Took((System.nanoTime() - start) / 1e9, cores.toMillis() / 1e3);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(verb[0] + " failed: see " + log);
        }
        return took;
    }

    private void report() {
        double streaming = median(stream.stream().map(Took::seconds).toList());
        double bounded = median(batch.stream().map(Took::seconds).toList());
        say("%,d records, medians of %d", records, stream.size());
        say("stream --until now  %,12.0f records/s", records / streaming);
        say("flink-batch         %,12.0f records/s, %.2f of it", records / bounded, streaming / bounded);
        say(
                "core-seconds of the process: stream %.1f, flink-batch %.1f",
                median(stream.stream().map(Took::coreSeconds).toList()),
                median(batch.stream().map(Took::coreSeconds).toList()));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String last(List<Took> costs) {
        Took took = costs.get(costs.size() - 1);
        return String.format(Locale.ROOT, "%.1f s (%.1f of the cores)", took.seconds(), took.coreSeconds());
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
