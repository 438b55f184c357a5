package io.millrace.cli.kafka;

import io.millrace.pipeline.run.RunRequest.ClientProperty;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Split;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * The broker as the one who knows what a topic holds: where its partitions begin and end for readers of committed
 * records, and whether an offset ever was a record, which it finds out by reading around it.
 */
public final class KafkaOffsets implements OffsetAuthority, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String brokers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public KafkaOffsets(String brokers, List<ClientProperty> further) throws IOException {
        this.brokers = brokers;
        Properties properties = Clients.consumer(brokers, further);
        properties.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try {
            consumer = new KafkaConsumer<>(properties);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    @Override
    public Map<Split, Range> ranges(Set<String> topics) throws IOException {
        try {
            Map<String, List<PartitionInfo>> present = consumer.listTopics();
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> present.getOrDefault(topic, List.of()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return ranges(partitions);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    private Map<Split, Range> ranges(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<Split, Range> ranges = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Split split = new Split(partition.topic(), Integer.toString(partition.partition()));
            ranges.put(split, new Range(begins.get(partition), ends.get(partition)));
        }
        return ranges;
    }

    @Override
    public OptionalLong firstRecord(Split split, long from, long to) throws IOException {
        TopicPartition partition = new TopicPartition(split.source(), Integer.parseInt(split.split()));
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            return readTo(partition, to);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /** Reads on until a record comes or the position says that there is none before the end. */
    private OptionalLong readTo(TopicPartition partition, long to) throws IOException {
        long moved = System.nanoTime();
        long position = consumer.position(partition);
        while (consumer.position(partition) < to) {
            for (ConsumerRecord<byte[], byte[]> record : poll(partition)) {
                return record.offset() < to ? OptionalLong.of(record.offset()) : OptionalLong.empty();
            }
            if (consumer.position(partition) > position) {
                position = consumer.position(partition);
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                throw new IOException("the broker at " + brokers + " gives nothing of " + partition + " from offset "
                        + position + " on; an open transaction may hold it back");
            }
        }
        return OptionalLong.empty();
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll(TopicPartition partition) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            // What stood there expired since the ranges were asked for; what is left begins later.
            consumer.seekToBeginning(List.of(partition));
            return List.of();
        }
    }

    private IOException away(KafkaException e) {
        return new IOException("no answer from the broker at " + brokers + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
