package io.millrace.stream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.junit.jupiter.api.Test;

class ClusterConfigTest {

    private static final Path HOME = Path.of(System.getProperty("millrace.home"));

    @Test
    void every_key_of_the_file_is_one_that_flink_knows_with_a_value_that_it_takes() throws Exception {
        Map<String, ConfigOption<?>> known = knownOptions();
        Configuration file = ClusterConfig.read(HOME);

        assertThat(file.keySet()).isNotEmpty();
        for (String key : file.keySet()) {
            assertThat(known).containsKey(key);
            assertThat(file.get(known.get(key))).as(key).isNotNull();
        }
    }

    @Test
    void state_outlives_the_process_and_failures_are_forgiven() throws Exception {
        Configuration file = ClusterConfig.read(HOME);

        assertThat(file.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        assertThat(file.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)).isEqualTo(3);
        assertThat(file.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)).isEqualTo(3);
        assertThat(file.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
    }

    @Test
    void the_request_comes_on_top_of_the_file() throws Exception {
        Execution execution = new Execution(
                3,
                Duration.ofSeconds(7),
                StateBackend.ROCKSDB,
                new From.Latest(),
                OptionalInt.of(18081),
                Optional.of("9249-9260"));

        Configuration configuration = ClusterConfig.of(ClusterConfig.read(HOME), execution, 2);

        assertThat(configuration.get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(6);
        assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(configuration.get(RestOptions.BIND_ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(configuration.get(RestOptions.BIND_PORT)).isEqualTo("18081");
        assertThat(configuration.toMap()).containsEntry("metrics.reporter.prometheus.port", "9249-9260");
    }

    @Test
    void an_installation_without_the_file_is_told_so() {
        assertThatThrownBy(() -> ClusterConfig.read(Path.of("/nowhere")))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("/nowhere/flink-conf/local/config.yaml");
    }

    private static Map<String, ConfigOption<?>> knownOptions() throws IllegalAccessException {
        Map<String, ConfigOption<?>> known = new TreeMap<>();
        for (Class<?> options : Stream.of(
                        CheckpointingOptions.class,
                        HeartbeatManagerOptions.class,
                        MetricOptions.class,
                        RestartStrategyOptions.class,
                        TaskManagerOptions.class,
                        WebOptions.class)
                .toList()) {
            for (Field field : options.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    known.put(option.key(), option);
                }
            }
        }
        return known;
    }
}
