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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first proof of exactly once: a real broker, real files, a stream that is killed, fails and loses its
 * broker at random moments, and at the end the zones hold what the generator says, to the record and the cent.
 */
@Tag("slow")
class CrashIT {

    private static final long RECORDS = 250_000;
    private static final int PER_SECOND = 12_000;
    private static final int PARTITIONS = 4;
    private static final int KILLS = 4;
    private static final Mix MIX =
            new Mix(0.05, BadKind.evenly(0.05, "transactions", Carrier.MESSAGES), Mix.DEFAULT_LATE, 0);
    /** A broker that restarts forgets a producer whose last record is old, and may then take a batch twice. */
    private static final Timeline TO_COME = new Timeline(Instant.parse("2100-01-01T00:00:00Z"), Duration.ofMillis(500));

    private static final long LONGEST_PAUSE_MILLIS = 2_500;

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    enum Crash {
        KILL,
        BROKER,
        WRITE,
        SEAL,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    @ParameterizedTest
    @EnumSource(StateBackend.class)
    void zones_hold_every_record_once_whatever_crashes(StateBackend backend) throws Exception {
        BrokerOptions options = BrokerOptions.temporary(BrokerClasspath.find()).withFolder(folder.resolve("broker"));
        try (BrokerProcess broker = BrokerProcess.start(options)) {
            broker.createTopic("transactions", PARTITIONS, Map.of("retention.ms", "-1"));
            CompletableFuture<Expectation> feed = CompletableFuture.supplyAsync(() -> feed(broker));
            crash(broker, backend);
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
            assertThat(audit.raw()).as("seed %s", seed).isEqualTo(RECORDS);
            assertThat(Audits.hidden(folder)).as("seed %s", seed).isEmpty();
        }
    }

    private Expectation feed(BrokerProcess broker) {
        GeneratorOptions options = GeneratorOptions.of("transactions", Carrier.MESSAGES)
                .withSeed(seed)
                .withCount(RECORDS)
                .withTimeline(TO_COME)
                .withMix(MIX);
        KafkaFeed.Options target =
                KafkaFeed.Options.to(broker.bootstrap(), "transactions").withPace(new Pace(PER_SECOND));
        try (KafkaFeed feed = new KafkaFeed(target)) {
            return feed.run(new RecordGenerator(options), FeedListener.NONE);
        } catch (Exception e) {
            throw new AssertionError("the feed failed", e);
        }
    }

    private void crash(BrokerProcess broker, StateBackend backend) throws Exception {
        List<Crash> crashes = new ArrayList<>(Collections.nCopies(KILLS, Crash.KILL));
        Collections.addAll(
                crashes, Crash.BROKER, Crash.WRITE, Crash.SEAL, Crash.BEFORE_COMMIT, Crash.AFTER_COMMIT);
        Collections.shuffle(crashes, random);
        StreamProcess stream = StreamProcess.start(broker.bootstrap(), folder, backend);
        try {
            for (Crash crash : crashes) {
                stream.awaitReading();
                pause();
                switch (crash) {
                    case KILL -> {
                        stream.kill();
                        stream = StreamProcess.start(broker.bootstrap(), folder, backend);
                    }
                    case WRITE -> stream.plant(Fault.WRITE);
                    case SEAL -> stream.plant(Fault.SEAL);
                    case BEFORE_COMMIT -> stream.plant(Fault.BEFORE_COMMIT);
                    case AFTER_COMMIT -> stream.plant(Fault.AFTER_COMMIT);
                    case BROKER -> {
                        broker.kill();
                        broker.restart();
                    }
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
