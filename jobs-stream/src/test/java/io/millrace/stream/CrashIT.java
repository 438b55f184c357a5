package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.stream.FaultyFiles.Fault;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.generate.BadKind;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.GeneratorOptions.Mix;
import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import io.millrace.zones.books.Audit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first proof of exactly once: a real broker, real files, a stream that is killed, fails and loses its
 * broker at random moments, and at the end the zones hold what the generator says, to the record and the cent.
 */
class CrashIT {

    private static final long RECORDS = 500_000;
    private static final Pace WHILE_IT_CRASHES = new Pace(4_000);
    private static final int PARTITIONS = 4;
    private static final int KILLS = 4;
    private static final int BROKER_LOSSES = 2;
    private static final Mix MIX =
            new Mix(0.05, BadKind.evenly(0.05, "transactions", Carrier.MESSAGES), Mix.DEFAULT_LATE, 0);
    /** A broker that restarts forgets a producer whose last record is old, and may then take a batch twice. */
    private static final Timeline TO_COME = new Timeline(Instant.parse("2100-01-01T00:00:00Z"), Duration.ofMillis(500));

    private static final long LONGEST_PAUSE_MILLIS = 2_500;

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    /** What happens to the stream. */
    private sealed interface Crash {
        /** {@code kill -9}, whenever it comes. */
        record Kill() implements Crash {}

        /** The process dies inside a checkpoint, or between it and a commit. */
        record DeathAt(Fault moment) implements Crash {}

        /** A task fails, and the process goes on. */
        record FailureAt(Fault moment) implements Crash {}

        /** The broker is killed and comes back. */
        record BrokerLoss() implements Crash {}
    }

    @ParameterizedTest
    @EnumSource(StateBackend.class)
    void zones_hold_every_record_once_whatever_crashes(StateBackend backend) throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (BrokerProcess broker = BrokerProcess.start(options)) {
            broker.createTopic("transactions", PARTITIONS, Map.of("retention.ms", "-1"));
            AtomicBoolean crashing = new AtomicBoolean(true);
            CompletableFuture<Expectation> feed = CompletableFuture.supplyAsync(() -> feed(broker, crashing));
            try {
                crash(broker, backend);
            } finally {
                crashing.set(false);
                assertThat(feed).as("the feed, seed %s", seed).isNotCompletedExceptionally();
            }
            Expectation expected = feed.get(5, TimeUnit.MINUTES);
            Requests requests = Requests.of(broker.bootstrap(), folder)
                    .transactions("transactions")
                    .backend(backend)
                    .faulty();
            RunSummary last = new FlinkStreamRunner().run(requests.request(), new Watcher());

            Expectation found =
                    ZoneContents.read(folder, requests.datasets().get(0).plan());
            Audit audit = Audits.balanced(folder, "transactions");
            assertThat(found).as("seed %s, last run %s", seed, last).isEqualTo(expected);
            assertThat(audit.raw()).as("seed %s", seed).isEqualTo(expected.read());
            assertThat(audit.raw()).isGreaterThanOrEqualTo(RECORDS);
            assertThat(Audits.hidden(folder)).as("seed %s", seed).isEmpty();
        }
    }

    /** Feeds slowly while the stream crashes, so that there is always something to write; then all that is left. */
    private Expectation feed(BrokerProcess broker, AtomicBoolean crashing) {
        RecordGenerator generator = new RecordGenerator(GeneratorOptions.of("transactions", Carrier.MESSAGES)
                .withSeed(seed)
                .withTimeline(TO_COME)
                .withMix(MIX));
        feed(broker, generator, WHILE_IT_CRASHES, crashing::get);
        return feed(broker, generator, Pace.UNLIMITED, () -> generator.generated() < RECORDS);
    }

    private static Expectation feed(
            BrokerProcess broker, RecordGenerator generator, Pace pace, BooleanSupplier goesOn) {
        KafkaFeed.Options target =
                KafkaFeed.Options.to(broker.bootstrap(), "transactions").withPace(pace);
        FeedListener listener = new FeedListener() {
            @Override
            public boolean goesOn() {
                return goesOn.getAsBoolean();
            }
        };
        try (KafkaFeed feed = new KafkaFeed(target)) {
            return feed.run(generator, listener);
        } catch (IOException e) {
            throw new UncheckedIOException("the feed failed", e);
        }
    }

    private static List<Crash> crashes() {
        List<Crash> crashes = new ArrayList<>(Collections.nCopies(KILLS, new Crash.Kill()));
        crashes.addAll(Collections.nCopies(BROKER_LOSSES, new Crash.BrokerLoss()));
        for (Fault moment : Fault.values()) {
            crashes.add(new Crash.FailureAt(moment));
            crashes.add(new Crash.DeathAt(moment));
        }
        return crashes;
    }

    private void crash(BrokerProcess broker, StateBackend backend) throws Exception {
        List<Crash> crashes = crashes();
        Collections.shuffle(crashes, random);
        StreamProcess stream = StreamProcess.start(broker.bootstrap(), folder, backend);
        try {
            for (Crash crash : crashes) {
                stream.awaitReading();
                pause();
                if (crash instanceof Crash.Kill) {
                    stream.kill();
                    stream = StreamProcess.start(broker.bootstrap(), folder, backend);
                } else if (crash instanceof Crash.DeathAt death) {
                    stream.dieAt(death.moment());
                    stream = StreamProcess.start(broker.bootstrap(), folder, backend);
                } else if (crash instanceof Crash.FailureAt failure) {
                    stream.failAt(failure.moment());
                } else {
                    broker.kill();
                    broker.restart();
                }
            }
        } finally {
            stream.kill();
        }
    }

    /** The moment of the next crash: anywhere between two checkpoints, or in one. */
    private void pause() throws InterruptedException {
        new CountDownLatch(1).await(random.nextLong(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }
}
