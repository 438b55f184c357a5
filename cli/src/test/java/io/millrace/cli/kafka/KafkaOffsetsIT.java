package io.millrace.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerFailure;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.zones.books.OffsetAuthority.Range;
import io.millrace.zones.books.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker asked about its offsets. */
final class KafkaOffsetsIT {

    private static BrokerProcess broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws BrokerFailure {
        broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void markers_and_aborted_records_are_no_records() throws Exception {
        broker.createTopic("transactional", 1);
        try (Producer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            send(producer, 2); // offsets 0 and 1
            producer.commitTransaction(); // the marker is 2
            send(producer, 2); // 3 and 4
            producer.abortTransaction(); // 5
            send(producer, 1); // 6
            producer.commitTransaction(); // 7
        }
        Split split = new Split("transactional", "0");
        try (KafkaOffsets offsets = new KafkaOffsets(broker.bootstrap(), List.of())) {
            assertThat(offsets.ranges(Set.of("transactional", "missing"))).isEqualTo(Map.of(split, new Range(0, 8)));
            assertThat(offsets.firstRecord(split, 0, 8)).hasValue(0);
            assertThat(offsets.firstRecord(split, 2, 6)).isEmpty();
            assertThat(offsets.firstRecord(split, 2, 8)).hasValue(6);
            assertThat(offsets.firstRecord(split, 7, 8)).isEmpty();
        }
    }

    @Test
    void generate_makes_the_topic_and_refuses_other_partitions_than_it_has() {
        Called made = generate("made", "--partitions", "3");
        assertThat(made.exit()).as(made.err()).isEqualTo(Exit.OK);
        assertThat(made.out()).startsWith("2,000 records of transactions");
        Called refused = generate("made", "--partitions", "5");
        assertThat(refused.exit()).isEqualTo(Exit.USAGE);
        assertThat(refused.err()).contains("topic made is there with 3 partitions, not 5");
    }

    @Test
    void records_older_than_the_topic_keeps_are_warned_of_and_a_topic_of_its_own_keeps_them() throws Exception {
        broker.createTopic("forgetful", 4, Map.of("retention.ms", "3600000"));
        Called called = generate("forgetful");
        assertThat(called.err()).contains("topic forgetful keeps records for", "the broker will delete them");
        assertThat(generate("of_its_own").err()).doesNotContain("delete");
        assertThat(generate("of_its_own").err()).doesNotContain("delete");
    }

    @Test
    void the_doctor_names_the_topics_of_a_broker_that_answers() throws BrokerFailure {
        broker.createTopic("seen_by_the_doctor", 1);
        Called called = Called.in(folder, "doctor", "--brokers", broker.bootstrap());
        assertThat(called.out()).contains("answers; topics:").contains("seen_by_the_doctor");
    }

    private Called generate(String topic, String... options) {
        List<String> args = new ArrayList<>(
                List.of("generate", "--topic", topic, "--records", "2000", "--brokers", broker.bootstrap()));
        args.addAll(List.of(options));
        return Called.in(folder, args.toArray(String[]::new));
    }

    private static void send(Producer<byte[], byte[]> producer, int records)
            throws InterruptedException, ExecutionException {
        producer.beginTransaction();
        for (int index = 0; index < records; index++) {
            producer.send(new ProducerRecord<>("transactional", new byte[] {1})).get();
        }
    }

    private static Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "t");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
