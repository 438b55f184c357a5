package io.millrace.stream.kafka;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.stream.kafka.Broker.Away;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** Looks at the broker about once a second: where the topics end, and whether it is there. Tells when that changes. */
public final class BrokerWatch implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 1000;

    private final Broker broker;
    private final List<String> topics;
    private final RunListener listener;
    private final Map<String, Map<TopicPartition, Long>> ends = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean away;

    private BrokerWatch(Topics settings, List<String> topics, RunListener listener) {
        this.broker = new Broker(settings, ANSWER);
        this.topics = topics;
        this.listener = listener;
    }

    public static BrokerWatch start(Topics settings, List<String> topics, RunListener listener) {
        BrokerWatch watch = new BrokerWatch(settings, topics, listener);
        Thread thread = new Thread(watch::lookUntilClosed, "millrace-broker-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void lookUntilClosed() {
        try {
            do {
                look();
            } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            broker.close();
        }
    }

    /** Where the partitions of a topic end, unless the broker has not said so yet. */
    public Optional<Map<TopicPartition, Long>> ends(String topic) {
        return Optional.ofNullable(ends.get(topic));
    }

    private void look() {
        try {
            for (String topic : topics) {
                ends.put(topic, broker.ends(broker.partitions(topic)));
            }
            if (away) {
                away = false;
                listener.notice("the broker at " + broker.address() + " is back; the job goes on");
            }
        } catch (Away e) {
            if (!away && closed.getCount() > 0) {
                away = true;
                listener.notice("the broker at " + broker.address()
                        + " does not answer; the job waits and goes on by itself when it is back");
            }
        } catch (RunFailure e) {
            ends.clear(); // the job itself decides what a missing topic or a refusal means
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
