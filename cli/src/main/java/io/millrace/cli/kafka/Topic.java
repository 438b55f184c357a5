package io.millrace.cli.kafka;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.pipeline.run.RunRequest.ClientProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic to write to. */
public final class Topic {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Topic() {}

    /** Makes the topic when it is missing, and answers how many partitions it has. */
    public static int ensure(
            String brokers, List<ClientProperty> client, String topic, OptionalInt wanted, int otherwise)
            throws Failure, InterruptedException {
        try (Admin admin = Admin.create(Clients.admin(brokers, client, PATIENCE))) {
            OptionalInt present = partitions(admin, topic);
            if (present.isEmpty()) {
                NewTopic made = new NewTopic(topic, Optional.of(wanted.orElse(otherwise)), Optional.empty());
                admin.createTopics(List.of(made)).all().get();
                return wanted.orElse(otherwise);
            }
            if (wanted.isPresent() && wanted.getAsInt() != present.getAsInt()) {
                throw Failure.usage("topic " + topic + " is there with " + present.getAsInt() + " partitions, not "
                        + wanted.getAsInt());
            }
            return present.getAsInt();
        } catch (ExecutionException e) {
            throw new Failure(
                    Exit.TRY_AGAIN,
                    "the broker at " + brokers + " gave no topic " + topic + ": "
                            + e.getCause().getMessage(),
                    e.getCause(),
                    List.of("millrace doctor --brokers " + brokers + " looks whether it answers"));
        }
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
