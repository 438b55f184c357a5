package io.millrace.stream;

import io.millrace.testkit.broker.BrokerProcess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records into a topic of a test's broker. */
final class Topic implements AutoCloseable {

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    Topic(BrokerProcess broker, String name) {
        this.name = name;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrap(),
                        "linger.ms", "5",
                        "max.request.size", Integer.toString(64 << 20),
                        "buffer.memory", Integer.toString(128 << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void send(int partition, String payload) {
        send(partition, payload.getBytes(StandardCharsets.UTF_8));
    }

    void send(int partition, byte[] payload) {
        sent.add(producer.send(new ProducerRecord<>(name, partition, null, payload)));
    }

    /** Returns when all that was sent has arrived. */
    void flush() throws Exception {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
        sent.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
