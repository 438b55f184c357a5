package io.millrace.flink.kafka;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the partitions of the topic. While the broker is away it answers with those it knew: looking for new partitions
 * is no reason to restart a job that reads the old ones.
 */
final class PatientSubscriber implements KafkaSubscriber {

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PatientSubscriber.class);

    private final String topic;
    private final KafkaSubscriber topics;
    private transient Set<TopicPartition> known;

    PatientSubscriber(String topic) {
        this.topic = topic;
        this.topics = KafkaSubscriber.getTopicListSubscriber(List.of(topic));
    }

    @Override
    public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient admin) {
        try {
            known = new HashSet<>(topics.getSubscribedTopicPartitions(admin));
        } catch (RuntimeException e) {
            if (known == null) {
                throw e;
            }
            LOG.info("cannot look for new partitions of {}, will try again: {}", topic, e.getMessage());
        }
        return new HashSet<>(known);
    }
}
