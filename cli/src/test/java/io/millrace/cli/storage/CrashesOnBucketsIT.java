package io.millrace.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Launched;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.gcs.GcsEmulator;
import io.millrace.testkit.gcs.Operation;
import io.millrace.testkit.generate.BadKind;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.Expectation.Cell;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.GeneratorOptions.Mix;
import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import io.millrace.testkit.http.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From Kafka to the warehouse with zones and checkpoints in buckets, by the commands that a person types; the processes of
 * the stream and of the finalizer are killed while they wait for the answer to a request.
 */
@Tag("slow")
final class CrashesOnBucketsIT {

    private static final long RECORDS = 500_000;
    private static final Pace WHILE_IT_CRASHES = new Pace(4_000);
    private static final Mix MIX =
            new Mix(0.05, BadKind.evenly(0.05, "transactions", Carrier.MESSAGES), Mix.DEFAULT_LATE, 0);
    private static final Timeline TIMELINE =
            new Timeline(Instant.parse("2100-01-01T00:00:00Z"), Duration.ofMillis(500));
    private static final List<Operation> KILLED_IN = List.of(
            Operation.METADATA,
            Operation.RESUMABLE_START,
            Operation.RESUMABLE_PUT,
            Operation.UPLOAD,
            Operation.COMPOSE,
            Operation.LIST,
            Operation.DELETE);
    /** The first so many requests of a kind belong to the start of a process and to a first checkpoint. */
    private static final int FURTHEST = 40;

    private static final int KILLS_OF_FINALIZER = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Pattern CHECKPOINT = Pattern.compile("(.*)/chk-(\\d+)/_metadata");
    private static final String SUMS = "select make_date(year, month, day)::varchar as day, customer_region,"
            + " sum(txn_count)::bigint as txn_count, sum(total_amount)::varchar as total_amount"
            + " from transaction_daily_summary group by all";

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    private Process stream;
    private Process finalizer;

    @Test
    void half_a_million_records_are_in_the_warehouse_once_whatever_is_killed() throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (GcsEmulator gcs = GcsEmulator.start(0).bucket("zones").bucket("state");
                BrokerProcess broker = BrokerProcess.start(options)) {
            settings(gcs, broker);
            broker.createTopic("transactions", 4, Map.of("retention.ms", "-1"));
            AtomicBoolean crashing = new AtomicBoolean(true);
            CompletableFuture<Expectation> feed = CompletableFuture.supplyAsync(() -> feed(broker, crashing));
            try {
                crash(gcs);
            } finally {
                crashing.set(false);
            }
            Expectation expected = feed.get(5, TimeUnit.MINUTES);
            said("stream", "--dataset=transactions", "--until=now");
            said("finalize");

            JsonNode audit = json("audit", "--output=json").at("/datasets/0");
            assertThat(audit.path("raw").asLong())
                    .as("seed %s, %s", seed, audit)
                    .isEqualTo(expected.read());
            assertThat(expected.read()).isGreaterThanOrEqualTo(RECORDS);
            assertThat(audit.path("clean").asLong()).isEqualTo(expected.clean());
            assertThat(audit.path("rejected").asLong()).isEqualTo(expected.rejected());
            assertThat(audit.path("duplicate").asLong()).isEqualTo(expected.duplicate());
            assertThat(warehouse()).as("seed %s", seed).isEqualTo(expected.byDayAndGroup());
            assertThat(gcs.count(Operation.UNKNOWN)).isZero();
        }
    }

    private void settings(GcsEmulator gcs, BrokerProcess broker) throws IOException {
        Files.writeString(folder.resolve("mask.key"), "a key for tests only");
        Files.writeString(folder.resolve("millrace.yaml"), """
                lake: gs://zones/lake
                state: gs://state/streams
                kafka: { brokers: "%s" }
                masking: { keys: { k1: "${file:mask.key}" } }
                stream: { checkpoint_every: 1 s }
                storage:
                  options:
                    gs.storage.root.url: "%s"
                    gs.auth.null.enable: "true"
                    gs.auth.service.account.enable: "false"
                    gs.project.id: test
                    gs.writer.chunk.size: 1 mb
                """.formatted(broker.bootstrap(), gcs.url()));
    }

    /** Feeds slowly while processes are killed, so that there is always something to write; then all that is left. */
    private Expectation feed(BrokerProcess broker, AtomicBoolean crashing) {
        RecordGenerator generator = new RecordGenerator(GeneratorOptions.of("transactions", Carrier.MESSAGES)
                .withSeed(seed)
                .withTimeline(TIMELINE)
                .withMix(MIX));
        feed(broker, generator, WHILE_IT_CRASHES, crashing::get);
        return feed(broker, generator, Pace.UNLIMITED, () -> generator.generated() < RECORDS);
    }

    private static Expectation feed(
            BrokerProcess broker, RecordGenerator generator, Pace pace, BooleanSupplier goesOn) {
        KafkaFeed.Options target =
                KafkaFeed.Options.to(broker.bootstrap(), "transactions").withPace(pace);
        try (KafkaFeed feed = new KafkaFeed(target)) {
            return feed.run(generator, new FeedListener() {
                @Override
                public boolean goesOn() {
                    return goesOn.getAsBoolean();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the feed failed", e);
        }
    }

    private void crash(GcsEmulator gcs) throws Exception {
        List<Operation> moments = new ArrayList<>(KILLED_IN);
        Collections.shuffle(moments, random);
        stream = stream();
        finalizer = finalizer();
        try {
            for (int kill = 0; kill < moments.size(); kill++) {
                awaitCheckpoint(gcs);
                awaitStrike(gcs, moments.get(kill));
                kill(stream);
                stream = stream();
                if (kill % 2 == 0 && kill / 2 < KILLS_OF_FINALIZER) {
                    awaitStrike(gcs, Operation.DOWNLOAD);
                    kill(finalizer);
                    finalizer = finalizer();
                }
            }
            measure(gcs);
        } finally {
            kill(stream);
            kill(finalizer);
        }
    }

    /** Returns when a request of this kind has been carried out and its answer is on the way, which takes a while. */
    private void awaitStrike(GcsEmulator gcs, Operation moment) {
        int nth = 1 + random.nextInt(FURTHEST);
        int before = gcs.faults().strikes().size();
        gcs.faults().nth(nth, Fault.SLOW_BODY, moment);
        await(nth + ". " + moment, () -> gcs.faults().strikes().size() > before);
    }

    private void awaitCheckpoint(GcsEmulator gcs) {
        long before = checkpoints(gcs);
        await("a checkpoint", () -> checkpoints(gcs) != before);
    }

    private void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what + ", seed " + seed)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    for (Process process : List.of(stream, finalizer)) {
                        assertThat(process.isAlive())
                                .as("seed %s, %s", seed, logs())
                                .isTrue();
                    }
                    return condition.call();
                });
    }

    private String logs() throws IOException {
        return Files.readString(folder.resolve("stream.log")) + Files.readString(folder.resolve("finalize.log"));
    }

    /** The number of the newest one of the newest run. */
    private static long checkpoints(GcsEmulator gcs) {
        TreeMap<String, Long> newest = new TreeMap<>();
        for (String name : gcs.names("state")) {
            Matcher checkpoint = CHECKPOINT.matcher(name);
            if (checkpoint.matches()) {
                newest.merge(checkpoint.group(1), Long.parseLong(checkpoint.group(2)), Math::max);
            }
        }
        return newest.isEmpty() ? 0 : newest.lastEntry().getValue();
    }

    /** Prints what a checkpoint costs while records flow. */
    private void measure(GcsEmulator gcs) {
        awaitCheckpoint(gcs);
        awaitCheckpoint(gcs);
        long first = checkpoints(gcs);
        Map<String, Map<Operation, Integer>> before = gcs.requests();
        Awaitility.await().pollDelay(MEASURED).atMost(PATIENCE).until(() -> true);
        double made = checkpoints(gcs) - first;
        gcs.requests().forEach((bucket, counts) -> {
            SortedMap<Operation, Double> each = new TreeMap<>();
            counts.forEach((kind, count) -> each.put(
                    kind,
                    Math.round((count - before.getOrDefault(bucket, Map.of()).getOrDefault(kind, 0)) * 10 / made)
                            / 10.0));
            System.out.println("requests a checkpoint, bucket '" + bucket + "': " + each);
        });
    }

    private Process stream() throws IOException {
        return started("stream", "--dataset=transactions");
    }

    private Process finalizer() throws IOException {
        return started("finalize", "--follow", "--take-over");
    }

    private Process started(String... words) throws IOException {
        return Launched.builder(folder, words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(words[0] + ".log").toFile()))
                .start();
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private Launched said(String... words) throws Exception {
        Launched call = Launched.in(folder, words);
        assertThat(call.exit())
                .as("seed %s, %s%s", seed, call.out(), call.err())
                .isZero();
        return call;
    }

    private JsonNode json(String... words) throws Exception {
        return new ObjectMapper().readTree(said(words).out());
    }

    private SortedMap<String, SortedMap<String, Cell>> warehouse() throws Exception {
        SortedMap<String, SortedMap<String, Cell>> days = new TreeMap<>();
        for (JsonNode row : json("query", "--format=json", SUMS)) {
            days.computeIfAbsent(row.path("day").asText(), day -> new TreeMap<>())
                    .put(
                            row.path("customer_region").asText(),
                            new Cell(
                                    row.path("txn_count").asLong(),
                                    new BigDecimal(row.path("total_amount").asText())));
        }
        return days;
    }
}
