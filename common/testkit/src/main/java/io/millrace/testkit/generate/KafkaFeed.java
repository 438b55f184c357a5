package io.millrace.testkit.generate;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to a topic, each exactly once and in order within its partition, over broken connections and restarts of
 * the broker too. The topic must have at least the generator's partitions.
 */
public final class KafkaFeed implements AutoCloseable {

    private final Options options;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

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

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private void send(GeneratedRecord record) {
        producer.send(
                new ProducerRecord<>(
                        options.topic,
                        record.partition(),
                        Math.floorDiv(record.sourceTime(), 1000L),
                        record.key(),
                        record.payload()),
                (metadata, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
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
