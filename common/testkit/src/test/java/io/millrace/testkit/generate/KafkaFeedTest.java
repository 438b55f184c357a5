package io.millrace.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testkit.broker.BrokerClasspath;
import io.millrace.testkit.broker.BrokerOptions;
import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.generate.GeneratorOptions.Population;
import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import io.millrace.testkit.generate.KafkaFeed.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaFeedTest {

    private static final int PARTITIONS = 4;
    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = BrokerProcess.start(BrokerOptions.temporary(BrokerClasspath.find()));
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void sends_every_record_to_its_partition_with_key_and_time() throws Exception {
        broker.createTopic("plain", PARTITIONS);
        GeneratorOptions options =
                GeneratorOptions.of("transactions", Carrier.MESSAGES).withCount(20_000);
        Expectation expected = feed("plain", new RecordGenerator(options), FeedListener.NONE);
        assertThat(expected.read()).isEqualTo(20_000);
        assertHolds("plain", options);
    }

    @Test
    void sends_each_record_once_over_kills_of_the_broker() throws Exception {
        broker.createTopic("killed", PARTITIONS);
        Instant ahead = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        GeneratorOptions options = GeneratorOptions.of("transactions", Carrier.MESSAGES)
                .withCount(300_000)
                .withTimeline(new Timeline(ahead, Duration.ofMillis(1)));
        AtomicLong sent = new AtomicLong();
        FeedListener listener = new FeedListener() {
            @Override
            public void progress(long records, long bytes) {
                sent.set(records);
            }
        };
        CompletableFuture<Expectation> feed =
                CompletableFuture.supplyAsync(() -> quietFeed("killed", new RecordGenerator(options), listener));
        for (long mark : new long[] {20_000, 120_000}) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> sent.get() >= mark || feed.isDone());
            broker.kill();
            broker.restart();
        }
        assertThat(feed.get().read()).isEqualTo(300_000);
        assertHolds("killed", options);
    }

    @Test
    void gives_up_on_a_broker_that_stays_away() throws Exception {
        GeneratorOptions options =
                GeneratorOptions.of("transactions", Carrier.MESSAGES).withCount(10);
        Options nowhere = Options.to("127.0.0.1:1", "nowhere")
                .withPatience(Duration.ofMillis(300))
                .withClient(Map.of("linger.ms", "0", "request.timeout.ms", "200"));
        try (KafkaFeed feed = new KafkaFeed(nowhere)) {
            assertThatThrownBy(() -> feed.run(new RecordGenerator(options), FeedListener.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("topic nowhere did not take a record: ");
        }
    }

    @Test
    void counts_the_records_of_others_between_its_own() throws Exception {
        broker.createTopic("shared", 1);
        GeneratorOptions options =
                GeneratorOptions.of("transactions", Carrier.MESSAGES).withPopulation(new Population(10, 1, 1));
        try (KafkaFeed feed = new KafkaFeed(Options.to(broker.bootstrap(), "shared"))) {
            feed.run(new RecordGenerator(options.withCount(5)), FeedListener.NONE);
            assertThat(feed.strangers()).isZero();
            feed("shared", new RecordGenerator(options.withSeed(2).withCount(7)), FeedListener.NONE);
            feed.run(new RecordGenerator(options.withFirst(5).withCount(5)), FeedListener.NONE);
            assertThat(feed.strangers()).isEqualTo(7);
        }
    }

    private static Expectation feed(String topic, RecordGenerator generator, FeedListener listener) throws IOException {
        try (KafkaFeed feed = new KafkaFeed(Options.to(broker.bootstrap(), topic))) {
            return feed.run(generator, listener);
        }
    }

    private static Expectation quietFeed(String topic, RecordGenerator generator, FeedListener listener) {
        try {
            return feed(topic, generator, listener);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each partition holds exactly its records, in order. */
    private static void assertHolds(String topic, GeneratorOptions options) {
        Map<Integer, Queue<ConsumerRecord<byte[], byte[]>>> found =
                read(topic, options.count().getAsLong());
        RecordGenerator generator = new RecordGenerator(options);
        GeneratedRecord record = new GeneratedRecord();
        while (generator.next(record)) {
            ConsumerRecord<byte[], byte[]> message =
                    found.get(record.partition()).remove();
            assertThat(message.value()).isEqualTo(record.payload());
            assertThat(message.key()).isEqualTo(record.key());
            assertThat(message.timestamp()).isEqualTo(record.sourceTime() / 1000);
        }
        assertThat(found.values()).allSatisfy(rest -> assertThat(rest).isEmpty());
    }

    private static Map<Integer, Queue<ConsumerRecord<byte[], byte[]>>> read(String topic, long count) {
        Map<Integer, Queue<ConsumerRecord<byte[], byte[]>>> found = new TreeMap<>();
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            found.put(partition, new ArrayDeque<>());
            partitions.add(new TopicPartition(topic, partition));
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message -> found.get(message.partition()).add(message));
            }
        }
        assertThat(found.values().stream().mapToLong(Queue::size).sum()).isEqualTo(count);
        return found;
    }
}
