package io.millrace.flink.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Records that were to be read next are no longer in the topic. Names each partition and the offset that is missing. */
public final class ExpiredOffsets extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HashMap<TopicPartition, Long> wanted;

    public ExpiredOffsets(Map<TopicPartition, Long> wanted, Throwable cause) {
        super("no longer in the topic: " + wanted, cause);
        this.wanted = new HashMap<>(wanted);
    }

    public Map<TopicPartition, Long> wanted() {
        return Map.copyOf(wanted);
    }
}
