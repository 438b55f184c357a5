package io.millrace.cli.kafka;

import io.millrace.pipeline.run.RunRequest.ClientProperty;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Settings of Kafka clients: what the user set, and what the purpose demands. */
public final class Clients {

    private Clients() {}

    /** For an {@code Admin} whose calls give up after that time. */
    public static Properties admin(String brokers, List<ClientProperty> further, Duration patience) {
        Properties properties = properties(brokers, further);
        String millis = Long.toString(patience.toMillis());
        properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        return properties;
    }

    /** For a consumer without a group that sees what committed transactions wrote. */
    public static Properties consumer(String brokers, List<ClientProperty> further) {
        Properties properties = properties(brokers, further);
        properties.setProperty(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return properties;
    }

    private static Properties properties(String brokers, List<ClientProperty> further) {
        Properties properties = new Properties();
        further.forEach(property -> properties.setProperty(property.name(), property.value()));
        properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return properties;
    }
}
