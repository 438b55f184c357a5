package io.millrace.stream.kafka;

import io.millrace.pipeline.run.RunRequest.ClientProperty;
import io.millrace.pipeline.run.RunRequest.Topics;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Settings of Kafka clients, as the request has them. They may hold secrets and are never printed. */
final class ClientSettings {

    private ClientSettings() {}

    static Properties of(Topics topics) {
        Properties settings = new Properties();
        for (ClientProperty property : topics.properties()) {
            settings.setProperty(property.name(), property.value());
        }
        settings.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, topics.brokers());
        return settings;
    }

    /** For questions with short answers: no answer within {@code patience} means that the broker is away. */
    static Properties admin(Properties client, Duration patience) {
        Properties settings = new Properties();
        settings.putAll(client);
        String millis = Long.toString(patience.toMillis());
        settings.setProperty(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return settings;
    }

    /** For a look at records that belongs to no group. */
    static Properties reader(Properties client, Duration patience) {
        Properties settings = admin(client, patience);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return settings;
    }
}
