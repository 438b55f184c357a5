package io.millrace.stream.kafka;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker about topics. An answer that does not come in time is {@link Away}. */
public final class Broker implements AutoCloseable {

    private final String address;
    private final Properties client;
    private final Duration patience;
    private Admin admin;

    /**
     * A broker that is not asked anything yet.
     *
     * @param patience how long to wait for one answer
     */
    public Broker(Topics topics, Duration patience) {
        this.address = topics.brokers();
        this.client = ClientSettings.of(topics);
        this.patience = patience;
    }

    public String address() {
        return address;
    }

    /** Settings for a client of the topics; not to be printed. */
    public Properties client() {
        return client;
    }

    /** The partitions of a topic. */
    public List<TopicPartition> partitions(String topic) throws RunFailure, Away {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicPartitionInfo info : describe(topic).partitions()) {
            partitions.add(new TopicPartition(topic, info.partition()));
        }
        return partitions;
    }

    /** What tells a topic from an earlier one of its name. */
    public String id(String topic) throws RunFailure, Away {
        return describe(topic).topicId().toString();
    }

    private TopicDescription describe(String topic) throws RunFailure, Away {
        try {
            return admin().describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof InvalidTopicException) {
                throw missing(topic);
            }
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private RunFailure missing(String topic) throws RunFailure, Away {
        TreeSet<String> existing = new TreeSet<>();
        try {
            existing.addAll(admin().listTopics().names().get());
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return new RunFailure(
                RunFailure.Kind.USAGE,
                "the broker at " + address + " has no topic " + topic + ". "
                        + (existing.isEmpty()
                                ? "It has no topics at all."
                                : "Its topics: " + String.join(", ", existing) + "."));
    }

    /** The first offset that each partition still has. */
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) throws RunFailure, Away {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The offset after the last committed record of each partition. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws RunFailure, Away {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws RunFailure, Away {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        try {
            Map<TopicPartition, ListOffsetsResultInfo> answer = admin().listOffsets(
                            wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get();
            Map<TopicPartition, Long> offsets = new HashMap<>();
            answer.forEach((partition, info) -> offsets.put(partition, info.offset()));
            return offsets;
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The offset of the last record of each partition between begin and end; partitions without one are left out. */
    public Map<TopicPartition, Long> lastRecords(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends)
            throws Away {
        return new TopicEnd(ClientSettings.reader(client, patience), begins, ends).lastRecords();
    }

    private Admin admin() throws RunFailure, Away {
        if (admin == null) {
            try {
                admin = Admin.create(ClientSettings.admin(client, patience));
            } catch (KafkaException e) {
                throw created(e);
            }
        }
        return admin;
    }

    /** A client that cannot be made: a name that does not resolve may resolve later, a bad setting never gets better. */
    private RunFailure created(KafkaException e) throws Away {
        String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        if (reason != null && reason.contains("No resolvable bootstrap urls")) {
            throw new Away("no address of " + address + " can be resolved");
        }
        return new RunFailure(RunFailure.Kind.USAGE, "cannot connect to " + address + ": " + reason);
    }

    private RunFailure failed(Throwable cause) throws Away {
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return new RunFailure(
                    RunFailure.Kind.USAGE, "the broker at " + address + " refuses: " + cause.getMessage());
        }
        throw new Away(cause.getMessage());
    }

    private static RunFailure interrupted() {
        Thread.currentThread().interrupt();
        return new RunFailure(RunFailure.Kind.TRY_AGAIN, "interrupted while asking the broker");
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    /** The broker gave no answer in time. */
    public static final class Away extends Exception {
        private static final long serialVersionUID = 1;

        public Away(String message) {
            super(message);
        }
    }
}
