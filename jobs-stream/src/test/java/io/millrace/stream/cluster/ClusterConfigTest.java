package io.millrace.stream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.stream.cluster.ClusterConfig.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

class ClusterConfigTest {

    private static final Path HOME = Path.of(System.getProperty("millrace.home"));

    @Test
    void state_outlives_the_process_and_failures_are_forgiven() throws Exception {
        Configuration file = ClusterConfig.read(HOME, Mode.LOCAL);

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

        Configuration configuration = ClusterConfig.of(ClusterConfig.read(HOME, Mode.LOCAL), execution, 2);

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
        assertThatThrownBy(() -> ClusterConfig.read(Path.of("/nowhere"), Mode.LOCAL))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("/nowhere/flink-conf/local/config.yaml");
    }
}
