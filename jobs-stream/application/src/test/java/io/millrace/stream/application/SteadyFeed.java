package io.millrace.stream.application;

import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.RecordGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Records that go on coming while other things happen. */
final class SteadyFeed implements AutoCloseable {

    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Expectation> sent;

    SteadyFeed(RecordGenerator generator, KafkaFeed.Options options) {
        sent = CompletableFuture.supplyAsync(() -> send(generator, options));
    }

    private Expectation send(RecordGenerator generator, KafkaFeed.Options options) {
        try (KafkaFeed feed = new KafkaFeed(options)) {
            return feed.run(generator, new FeedListener() {
                @Override
                public boolean goesOn() {
                    return !ended.get();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends no more, and says what must have become of all. */
    Expectation end() {
        ended.set(true);
        return sent.join();
    }

    @Override
    public void close() {
        end();
    }
}
