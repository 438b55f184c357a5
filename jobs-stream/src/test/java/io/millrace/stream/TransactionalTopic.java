package io.millrace.stream;

import io.millrace.testkit.broker.BrokerProcess;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records into partition 0 of a topic, in transactions. */
final class TransactionalTopic implements AutoCloseable {

    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;

    TransactionalTopic(BrokerProcess broker, String name) {
        this.name = name;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", name),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    void commit(String... payloads) throws Exception {
        send(payloads);
        producer.commitTransaction();
    }

    void abort(String... payloads) throws Exception {
        send(payloads);
        producer.abortTransaction();
    }

    private void send(String... payloads) throws Exception {
        producer.beginTransaction();
        for (String payload : payloads) {
            producer.send(new ProducerRecord<>(name, 0, null, payload.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
