package io.millrace.cli.kafka;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.pipeline.run.RunRequest.ClientProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A topic to write to.
 *
 * @param keeps how long the broker keeps a record, by the record's own time; empty: for ever
 */
public record Topic(int partitions, Optional<Duration> keeps) {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Finds the topic; makes it when it is missing, with records that are never deleted for their age. */
    public static Topic ensure(
            String brokers, List<ClientProperty> client, String topic, OptionalInt wanted, int otherwise)
            throws Failure, InterruptedException {
        try (Admin admin = Admin.create(Clients.admin(brokers, client, PATIENCE))) {
            OptionalInt present = partitions(admin, topic);
            if (present.isEmpty()) {
                NewTopic made = new NewTopic(topic, Optional.of(wanted.orElse(otherwise)), Optional.empty());
                made.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1"));
                admin.createTopics(List.of(made)).all().get();
                return new Topic(wanted.orElse(otherwise), Optional.empty());
            }
            if (wanted.isPresent() && wanted.getAsInt() != present.getAsInt()) {
                throw Failure.usage("topic " + topic + " is there with " + present.getAsInt() + " partitions, not "
                        + wanted.getAsInt());
            }
            return new Topic(present.getAsInt(), keeps(admin, topic));
        } catch (ExecutionException e) {
            throw new Failure(
                    Exit.TRY_AGAIN,
                    "the broker at " + brokers + " gave no topic " + topic + ": "
                            + e.getCause().getMessage(),
                    e.getCause(),
                    List.of("millrace doctor --brokers " + brokers + " looks whether it answers"));
        }
    }

    private static Optional<Duration> keeps(Admin admin, String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    private static OptionalInt partitions(Admin admin, String topic) throws ExecutionException, InterruptedException {
        try {
            return OptionalInt.of(admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }
}
