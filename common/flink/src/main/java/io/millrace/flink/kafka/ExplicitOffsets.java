package io.millrace.flink.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins each partition at an offset that was decided once, before the job started; a partition that came later begins
 * at its first record. Never resets: an offset that is no longer there stops the job.
 */
@SuppressWarnings("deprecation") // the connector's own interface speaks of OffsetResetStrategy
final class ExplicitOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1;

    private final HashMap<TopicPartition, Long> starts;

    ExplicitOffsets(Map<TopicPartition, Long> starts) {
        this.starts = new HashMap<>(starts);
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever broker) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition, starts.getOrDefault(partition, 0L)));
        return offsets;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }
}
