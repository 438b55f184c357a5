package io.millrace.bench.warehouse;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.RowSink;
import io.millrace.pipeline.warehouse.WarehousePlace;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code FOLDER RATE SECONDS}: from a record in Kafka to the published mart. A broker, {@code millrace stream} and
 * {@code millrace finalize --follow} run beside each other on the lake and warehouse of the folder, which
 * {@link WarehouseBench} has made. Records carry the time at which they are to be sent; a version counts from the moment in
 * which the pointer names it.
 */
public final class FreshnessBench {

    private static final String TOPIC = "transactions";
    private static final int PARTITIONS = 4;
    private static final long WARM_UP_SECONDS = 20;
    /** A little more than a load takes: were it less, files would wait for the load before theirs. */
    private static final String CHECKPOINT = "1500 ms";

    private final Path home = Path.of("").toAbsolutePath();
    private final Path folder;
    private final long rate;
    private final long seconds;
    private final ConcurrentSkipListMap<Long, Instant> published = new ConcurrentSkipListMap<>();
    private volatile boolean over;

    private FreshnessBench(Path folder, long rate, long seconds) {
        this.folder = folder.toAbsolutePath();
        this.rate = rate;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        new FreshnessBench(Path.of(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2])).run();
    }

    private void run() throws Exception {
        System.setProperty("millrace.home", home.toString());
        Files.writeString(folder.resolve("mask.key"), "0123456789abcdef0123456789abcdef\n");
        List<Process> verbs = new ArrayList<>();
        Thread watch = new Thread(this::watch, "watch");
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()))) {
            broker.createTopic(TOPIC, PARTITIONS);
            verbs.add(verb(
                    "stream",
                    "--dataset",
                    TOPIC,
                    "--brokers",
                    broker.bootstrap(),
                    "--state",
                    folder.resolve("state-" + System.currentTimeMillis()).toString(),
                    "--checkpoint-every",
                    CHECKPOINT,
                    "--mask-key",
                    "k1=" + folder.resolve("mask.key")));
            verbs.add(verb(
                    "finalize",
                    "--follow",
                    "--every",
                    "200 ms",
                    "--warehouse",
                    folder.resolve("warehouse").toString()));
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            checkRunning(verbs);
            watch.start();
            Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            feed(broker.bootstrap(), begin);
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            checkRunning(verbs);
            over = true;
            watch.join();
            report(begin.plusSeconds(WARM_UP_SECONDS));
        } finally {
            over = true;
            for (Process verb : verbs) {
                verb.destroy();
                if (!verb.waitFor(60, TimeUnit.SECONDS)) {
                    verb.destroyForcibly();
                }
            }
        }
    }

    private Process verb(String verb, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("millrace").toString(), verb));
        command.addAll(List.of(options));
        command.addAll(List.of("--lake", folder.resolve("lake").toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(verb + ".log").toFile());
        builder.environment().put("MILLRACE_BUILD", "target");
        return builder.start();
    }

    /** A verb that has ended measures nothing; its log says why it ended. */
    private void checkRunning(List<Process> verbs) {
        if (!verbs.stream().allMatch(Process::isAlive)) {
            throw new IllegalStateException("stream or finalize has ended: see their logs in " + folder
                    + "; a lake serves one run of this, for its topic starts anew each time");
        }
    }

    private void feed(String brokers, Instant begin) throws IOException {
        GeneratorOptions options = GeneratorOptions.of(TOPIC, Carrier.MESSAGES)
                .withSeed(begin.getEpochSecond())
                .withCount(rate * seconds)
                .withTimeline(new Timeline(begin, Duration.ofNanos(1_000_000_000 / rate / 1_000 * 1_000)));
        try (KafkaFeed feed = new KafkaFeed(KafkaFeed.Options.to(brokers, TOPIC).withPace(new Pace(rate)))) {
            feed.run(new RecordGenerator(options), FeedListener.NONE);
        }
    }

    private void watch() {
        Path pointer = folder.resolve("warehouse/published/current.duckdb");
        while (!over) {
            try {
                String name = Files.readSymbolicLink(pointer).getFileName().toString();
                published.putIfAbsent(Long.parseLong(name.substring(0, name.indexOf('.'))), Instant.now());
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Every fact that was sent after the warm-up, with the version that brought it. */
    private void report(Instant from) throws RunFailure {
        String sql = "select loads.load_id, epoch_ms(facts._source_time), count(*) from transaction_fact as facts"
                + " join ledger.loads as loads on loads.load_timestamp = facts.load_timestamp"
                + " where facts._source_time >= make_timestamp(" + from.toEpochMilli() * 1_000 + ") group by all";
        NavigableMap<Long, Long> millis = new TreeMap<>();
        WarehousePlace place = new WarehousePlace(folder.resolve("warehouse"), "1GB", 1, Optional.empty());
        new DuckWarehouse()
                .query(new QueryRequest(place, sql, new At.Newest(), 0, Duration.ofMinutes(2)), new RowSink() {
                    @Override
                    public void columns(List<Column> columns) {}

                    @Override
                    public void row(String[] values) {
                        Map.Entry<Long, Instant> version = published.ceilingEntry(Long.parseLong(values[0]));
                        if (version != null) {
                            long late = version.getValue().toEpochMilli() - Long.parseLong(values[1]);
                            millis.merge(late, Long.parseLong(values[2]), Long::sum);
                        }
                    }

                    @Override
                    public void end(boolean more) {}
                });
        long all = millis.values().stream().mapToLong(Long::longValue).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "freshness at %,d records/s: p50 %.2f s, p99 %.2f s, worst %.2f s, of %,d facts in %d versions",
                rate,
                quantile(millis, all, 0.5),
                quantile(millis, all, 0.99),
                quantile(millis, all, 1),
                all,
                published.size()));
    }

    private static double quantile(NavigableMap<Long, Long> millis, long all, double share) {
        long below = 0;
        for (Map.Entry<Long, Long> entry : millis.entrySet()) {
            below += entry.getValue();
            if (below >= share * all) {
                return entry.getKey() / 1e3;
            }
        }
        return Double.NaN;
    }
}
