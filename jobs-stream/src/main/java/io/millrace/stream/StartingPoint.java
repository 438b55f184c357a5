package io.millrace.stream;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Start;
import io.millrace.pipeline.run.RunRequest.Topics;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.stream.kafka.Broker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic when the run began: where a job without a checkpoint begins to read each partition, and which record of it is
 * the last that a run until now has to read.
 *
 * @param topicId what tells the topic from an earlier one of its name
 */
record StartingPoint(String topicId, Map<TopicPartition, Long> starts, Map<TopicPartition, Long> lastRecords) {

    static StartingPoint of(Broker broker, String topic, Topics topics) throws RunFailure, Broker.Away {
        List<TopicPartition> partitions = broker.partitions(topic);
        Map<TopicPartition, Long> begins = broker.begins(partitions);
        Map<TopicPartition, Long> ends = broker.ends(partitions);
        Map<TopicPartition, Long> starts = topics.start() == Start.EARLIEST ? begins : ends;
        Map<TopicPartition, Long> last = new HashMap<>();
        if (topics.until() == Until.NOW) {
            last.putAll(broker.lastRecords(begins, ends));
        }
        return new StartingPoint(broker.id(topic), starts, last);
    }
}
