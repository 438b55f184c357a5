package io.millrace.testkit.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void keeps_what_it_took_over_a_kill_and_a_restart_on_the_same_port() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(temporary())) {
            broker.createTopic("words", 1);
            send(broker, Map.of(), "one", "two");
            String bootstrap = broker.bootstrap();
            long firstPid = broker.pid();

            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.restart();

            assertThat(broker.bootstrap()).isEqualTo(bootstrap);
            assertThat(broker.pid()).isNotEqualTo(firstPid);
            send(broker, Map.of(), "three");
            assertThat(read(broker, 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void shows_only_what_a_transaction_committed() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(temporary())) {
            broker.createTopic("words", 1);
            try (KafkaProducer<String, String> producer =
                    producer(broker, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "writer"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("words", "taken back")).get();
                producer.abortTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("words", "kept")).get();
                producer.commitTransaction();
            }
            assertThat(read(broker, 1)).containsExactly("kept");
        }
    }

    @Test
    void leaves_neither_process_nor_folder_when_closed() throws Exception {
        BrokerProcess broker = BrokerProcess.start(temporary());
        long pid = broker.pid();
        assertThat(broker.folder()).isDirectory();

        broker.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(broker.folder()).doesNotExist();
    }

    @Test
    void ends_when_the_process_that_started_it_is_killed() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(parent.getInputStream(), UTF_8))) {
            long pid = Long.parseLong(out.readLine());
            Path folder = Path.of(out.readLine());
            assertThat(ProcessHandle.of(pid)).isPresent();

            parent.destroyForcibly();

            await().atMost(PATIENCE).until(() -> !alive(pid));
            assertThat(folder).doesNotExist();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void does_not_end_at_an_interrupt_meant_for_its_parent() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(temporary())) {
            new ProcessBuilder("kill", "-INT", Long.toString(broker.pid()))
                    .start()
                    .waitFor();
            broker.createTopic("words", 1);
            send(broker, Map.of(), "still here");
            assertThat(read(broker, 1)).containsExactly("still here");
        }
    }

    @Test
    void names_a_port_that_is_in_use() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            BrokerOptions options = temporary().withPort(taken.getLocalPort());
            assertThatThrownBy(() -> BrokerProcess.start(options))
                    .isInstanceOf(BrokerFailure.class)
                    .hasMessage("port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use; stop what listens there or choose another port");
        }
    }

    @Test
    void keeps_a_folder_that_it_was_given_and_says_when_another_broker_uses_it(@TempDir Path folder) throws Exception {
        BrokerOptions options = temporary().withFolder(folder);
        try (BrokerProcess broker = BrokerProcess.start(options)) {
            broker.createTopic("words", 1);
            send(broker, Map.of(), "one");
            assertThatThrownBy(() -> BrokerProcess.start(options))
                    .isInstanceOf(BrokerFailure.class)
                    .hasMessageContaining("lock");
        }
        try (BrokerProcess again = BrokerProcess.start(options)) {
            assertThat(read(again, 1)).containsExactly("one");
        }
        assertThat(folder.resolve("data")).isDirectory();
    }

    @Test
    void takes_large_messages_when_told_to() throws Exception {
        String large = "x".repeat(20 << 20);
        try (BrokerProcess broker = BrokerProcess.start(temporary().withMaxMessageBytes(32 << 20))) {
            broker.createTopic("words", 1);
            send(broker, Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20), large);
            assertThat(read(broker, 1)).containsExactly(large);
        }
    }

    @Test
    void does_not_make_topics_by_itself() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(temporary())) {
            assertThatThrownBy(() -> send(broker, Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000), "lost"))
                    .hasMessageContaining("words");
        }
    }

    private static boolean alive(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        return handle.isPresent() && handle.get().isAlive();
    }

    private static BrokerOptions temporary() throws BrokerFailure {
        return BrokerOptions.temporary(BrokerClasspath.find());
    }

    private static void send(BrokerProcess broker, Map<String, Object> settings, String... words) throws Exception {
        try (KafkaProducer<String, String> producer = producer(broker, settings)) {
            for (String word : words) {
                producer.send(new ProducerRecord<>("words", word)).get();
            }
        }
    }

    private static KafkaProducer<String, String> producer(BrokerProcess broker, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(BrokerProcess broker, int count) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrap(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        List<String> words = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("words", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, String> word : consumer.poll(Duration.ofMillis(200))) {
                    words.add(word.value());
                }
                return words.size() >= count;
            });
        }
        return words;
    }
}
