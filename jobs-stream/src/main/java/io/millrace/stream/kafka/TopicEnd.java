package io.millrace.stream.kafka;

import io.millrace.stream.kafka.Broker.Away;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a topic ended at some moment. The offset before the end need not be a record: transactions end with a marker and
 * compaction leaves holes, so the last record of each partition is looked up by reading backwards.
 */
final class TopicEnd {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int STEP_GROWTH = 32;
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Properties reader;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    TopicEnd(Properties reader, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        this.reader = reader;
        this.begins = begins;
        this.ends = ends;
    }

    /** The offset of the last record of each partition before the end; partitions without any record are left out. */
    Map<TopicPartition, Long> lastRecords() throws Away {
        Map<TopicPartition, Long> found = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        open.removeIf(partition -> begins.get(partition) >= ends.get(partition));
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(reader)) {
            for (long back = 1; !open.isEmpty(); back *= STEP_GROWTH) {
                long step = back;
                ToLongFunction<TopicPartition> from =
                        partition -> Math.max(begins.get(partition), ends.get(partition) - step);
                read(consumer, open, from, found);
                open.removeIf(partition ->
                        found.containsKey(partition) || from.applyAsLong(partition) == begins.get(partition));
            }
        } catch (KafkaException e) {
            throw new Away(e.getMessage());
        }
        return found;
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            Set<TopicPartition> partitions,
            ToLongFunction<TopicPartition> from,
            Map<TopicPartition, Long> found)
            throws Away {
        List<TopicPartition> reading = new ArrayList<>(partitions);
        consumer.assign(reading);
        reading.forEach(partition -> consumer.seek(partition, from.applyAsLong(partition)));
        long deadline = System.nanoTime() + SILENCE.toNanos();
        while (!reading.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new Away("no records of " + reading + " for " + SILENCE.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.get(partition)) {
                    found.merge(partition, record.offset(), Math::max);
                }
            }
            reading.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
        }
    }
}
