package io.millrace.testkit.generate;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to a topic, each once and in order within its partition, over broken connections and restarts of the
 * broker. One limit is Kafka's: a broker forgets a producer whose last record is more than a day old, by the record's own
 * time, when it restarts; to send over restarts, let the timeline begin in the future. {@link #strangers} tells. The topic
 * must have the generator's partitions at least.
 */
public final class KafkaFeed implements AutoCloseable {

    private static final long MICROS_PER_MILLI = 1000;

    private final Options options;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Map<Integer, Long> lastOffsets = new ConcurrentHashMap<>();
    private final AtomicLong strangers = new AtomicLong();

    public KafkaFeed(Options options) {
        this.options = options;
        producer =
                new KafkaProducer<>(options.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends until the generator or the listener ends it, waits until the broker has all, and says what must become of
     * all that was generated.
     *
     * @throws IOException when the broker did not take a record; what it took then cannot be known
     */
    public Expectation run(RecordGenerator generator, FeedListener listener) throws IOException {
        FeedMeter meter = new FeedMeter(options.pace, listener, () -> {}, generator.generated());
        GeneratedRecord record = new GeneratedRecord();
        long bytes = 0;
        try {
            while (meter.admits(generator.generated(), bytes) && failure.get() == null && generator.next(record)) {
                send(record);
                bytes += record.length();
            }
            producer.flush();
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        if (failure.get() != null) {
            throw new IOException(
                    "topic " + options.topic + " did not take a record: "
                            + failure.get().getMessage(),
                    failure.get());
        }
        listener.progress(generator.generated(), bytes);
        return generator.expectation();
    }

    @Override
    public void close() {
        producer.close();
    }

    /**
     * How many records stand between those of this feed: another producer's, or its own a second time. When there are any,
     * the expectation does not describe the topic.
     */
    public long strangers() {
        return strangers.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private void send(GeneratedRecord record) {
        long millis = Math.floorDiv(record.sourceTime(), MICROS_PER_MILLI);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(options.topic, record.partition(), millis, record.key(), record.payload());
        producer.send(message, this::sent);
    }

    private void sent(RecordMetadata taken, Exception problem) {
        if (problem != null) {
            failure.compareAndSet(null, problem);
        } else if (taken.hasOffset()) {
            Long last = lastOffsets.put(taken.partition(), taken.offset());
            strangers.addAndGet(last == null ? 0 : taken.offset() - last - 1);
        }
    }

    /** How batches are compressed on their way. */
    public enum Compression {
        NONE,
        LZ4
    }

    /**
     * Where to and how.
     *
     * @param patience how long a broker may be away before the feed gives up
     * @param client further producer settings, such as those of a secured cluster; they win
     */
    public record Options(
            String brokers,
            String topic,
            Pace pace,
            Compression compression,
            Duration patience,
            Map<String, String> client) {

        public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(5);

        private static final int LARGEST_REQUEST = 64 << 20;

        public Options {
            client = Map.copyOf(client);
        }

        public static Options to(String brokers, String topic) {
            return new Options(brokers, topic, Pace.UNLIMITED, Compression.LZ4, DEFAULT_PATIENCE, Map.of());
        }

        public Options withPace(Pace value) {
            return new Options(brokers, topic, value, compression, patience, client);
        }

        public Options withCompression(Compression value) {
            return new Options(brokers, topic, pace, value, patience, client);
        }

        public Options withPatience(Duration value) {
            return new Options(brokers, topic, pace, compression, value, client);
        }

        public Options withClient(Map<String, String> value) {
            return new Options(brokers, topic, pace, compression, patience, value);
        }

        private Map<String, Object> producerSettings() {
            Map<String, Object> settings = new HashMap<>();
            settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            settings.put(
                    ProducerConfig.COMPRESSION_TYPE_CONFIG, compression.name().toLowerCase(Locale.ROOT));
            // With more, a new topic can take the second batch before the first, which then is refused for ever
            // (KAFKA-15591); and a broker that forgot the producer could take them out of order.
            settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
            settings.putAll(client);
            return settings;
        }
    }
}
