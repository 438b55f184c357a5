package io.millrace.stream.upgrade;

import io.millrace.pipeline.upgrade.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the offsets from which a job would go on with what the topic has.
 *
 * @param begins the first offset of each partition that there is
 * @param ends the offset after the last one
 */
record OffsetComparison(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {

    List<Finding> of(Map<TopicPartition, Long> next) {
        List<Finding> findings = new ArrayList<>();
        List<TopicPartition> partitions = next.keySet().stream()
                .sorted(Comparator.comparing(TopicPartition::toString))
                .toList();
        for (TopicPartition partition : partitions) {
            long wanted = next.get(partition);
            if (!begins.containsKey(partition)) {
                findings.add(StateKind.PARTITION_GONE.finding(partition + " is not there"));
            } else if (wanted < begins.get(partition)) {
                findings.add(StateKind.OFFSETS_EXPIRED.finding(partition + ": " + wanted
                        + " comes next, and the first that is there is " + begins.get(partition)));
            } else if (wanted > ends.get(partition)) {
                findings.add(StateKind.OFFSETS_BEYOND_END.finding(
                        partition + ": " + wanted + " comes next, and the topic ends at " + ends.get(partition)));
            }
        }
        return findings;
    }
}
