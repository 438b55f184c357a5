package io.millrace.cli.demo;

import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.GeneratorOptions.Population;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Fills the topic of a demo on a thread of its own. */
final class DemoFeed {

    static final String DATASET = "transactions";
    static final int PARTITIONS = 4;

    /** What to send: so many records as fast as it goes, or a steady flow without end. */
    record Load(OptionalLong records, Pace pace, long seed) {

        static Load once(long records, long seed) {
            return new Load(OptionalLong.of(records), Pace.UNLIMITED, seed);
        }

        static Load steady(long rate, long seed) {
            return new Load(OptionalLong.empty(), new Pace(rate), seed);
        }

        boolean isOnce() {
            return records.isPresent();
        }

        GeneratorOptions options() {
            GeneratorOptions options = GeneratorOptions.of(DATASET, Carrier.MESSAGES)
                    .withSeed(seed)
                    .withPopulation(new Population(
                            Population.DEFAULT.accounts(), Population.DEFAULT.sourceSystems(), PARTITIONS));
            return records.isPresent() ? options.withCount(records.getAsLong()) : options;
        }
    }

    private final CompletableFuture<Expectation> sent;
    private volatile boolean ended;

    private DemoFeed(String brokers, Load load, FeedListener progress) {
        sent = CompletableFuture.supplyAsync(() -> send(brokers, load, progress));
    }

    static DemoFeed start(String brokers, Load load, FeedListener progress) {
        return new DemoFeed(brokers, load, progress);
    }

    /** Ends a steady flow, and says what must become of all that was sent. */
    Expectation end() throws IOException {
        ended = true;
        return await();
    }

    /** Waits until all was sent, and says what must become of it. */
    Expectation await() throws IOException {
        try {
            return sent.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException unchecked) {
                throw unchecked.getCause();
            }
            throw e;
        }
    }

    private Expectation send(String brokers, Load load, FeedListener progress) {
        KafkaFeed.Options to = KafkaFeed.Options.to(brokers, DATASET).withPace(load.pace());
        try (KafkaFeed feed = new KafkaFeed(to)) {
            return feed.run(new RecordGenerator(load.options()), new FeedListener() {
                @Override
                public void progress(long records, long bytes) {
                    progress.progress(records, bytes);
                }

                @Override
                public boolean goesOn() {
                    return !ended;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
