package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"log4j2.xml", "log4j2-json.xml"})
    void logs_are_quiet_and_print_no_settings(String file) {
        Configuration configuration = read(file);

        assertThat(configuration.getRootLogger().getLevel()).isEqualTo(Level.WARN);
        for (String printsSettings : new String[] {
            "org.apache.kafka.common.config.AbstractConfig",
            "org.apache.kafka.clients.consumer.ConsumerConfig",
            "org.apache.kafka.clients.admin.AdminClientConfig",
            "org.apache.kafka.clients.producer.ProducerConfig",
            "org.apache.flink.configuration.GlobalConfiguration",
            "org.apache.flink.fs.gs.GSFileSystemFactory",
            "com.amazonaws.auth",
            "com.amazonaws.request",
            "org.apache.http.headers",
            "org.apache.http.wire",
            "com.google.api.client.http"
        }) {
            assertThat(configuration.getLoggerConfig(printsSettings).getName()).isEqualTo(printsSettings);
            assertThat(configuration.getLoggerConfig(printsSettings).getLevel()).isIn(Level.WARN, Level.ERROR);
        }
    }

    @Test
    void both_files_say_the_same_but_for_the_layout() {
        Configuration text = read("log4j2.xml");
        Configuration json = read("log4j2-json.xml");

        assertThat(json.getLoggers().keySet()).isEqualTo(text.getLoggers().keySet());
        assertThat(text.<Appender>getAppender("stderr").getLayout()).isInstanceOf(PatternLayout.class);
        assertThat(json.<Appender>getAppender("stderr").getLayout()).isInstanceOf(JsonTemplateLayout.class);
    }

    private static Configuration read(String file) {
        URI place =
                Path.of(System.getProperty("millrace.home"), "flink-conf", file).toUri();
        try (LoggerContext context = new LoggerContext("test")) {
            Configuration configuration = ConfigurationFactory.getInstance().getConfiguration(context, "test", place);
            configuration.initialize();
            return configuration;
        }
    }
}
