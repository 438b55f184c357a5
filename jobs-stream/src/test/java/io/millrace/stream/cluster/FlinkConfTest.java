package io.millrace.stream.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.flink.FlowSettings;
import io.millrace.flink.cluster.LocalCluster;
import io.millrace.stream.cluster.ClusterConfig.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of flink-conf, read as Flink reads it. */
class FlinkConfTest {

    private static final Path HOME = Path.of(System.getProperty("millrace.home"));
    /** The contracts that ship promise to be fresh within this time. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Mode.class)
    void every_key_is_one_that_flink_knows_with_a_value_that_it_takes(Mode mode) throws Exception {
        check(ClusterConfig.read(HOME, mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2g", "4g", "16g"})
    void the_memory_of_a_task_manager_adds_up_to_its_container(String size) throws Exception {
        Configuration memory = memory(size);
        check(memory);
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(memory);
        assertThat(spec.getTotalProcessMemorySize()).isEqualTo(MemorySize.parse(size));
        assertThat(spec.getTaskHeapSize().getMebiBytes()).isGreaterThanOrEqualTo(384);
        assertThat(memory.get(TaskManagerOptions.NUM_TASK_SLOTS)).isPositive();
    }

    @Test
    void a_key_that_flink_does_not_know_is_found() throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "execution:\n  checkpointing:\n    intervall: 30 s\n");
        Configuration mistaken = GlobalConfiguration.loadConfiguration(folder.toString());
        assertThatThrownBy(() -> check(mistaken)).hasMessageContaining("execution.checkpointing.intervall");
    }

    @Test
    void a_value_that_flink_does_not_take_is_found() throws Exception {
        Files.writeString(folder.resolve("config.yaml"), "execution:\n  checkpointing:\n    interval: soon\n");
        Configuration mistaken = GlobalConfiguration.loadConfiguration(folder.toString());
        assertThatThrownBy(() -> check(mistaken)).hasMessageContaining("soon");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"SESSION", "APPLICATION"})
    void a_cluster_of_its_own_keeps_state_and_shows_files_in_time(Mode mode) throws Exception {
        Configuration file = ClusterConfig.read(HOME, mode);
        assertThat(file.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isLessThanOrEqualTo(FRESH.dividedBy(2));
        assertThat(file.get(HighAvailabilityOptions.HA_MODE)).isEqualTo("kubernetes");
        assertThat(file.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(file.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(file.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(FlowSettings.MAX_PARALLELISM);
        assertThat(file.get(WebOptions.CANCEL_ENABLE)).isFalse();
        assertThat(file.get(WebOptions.SUBMIT_ENABLE)).isEqualTo(mode == Mode.SESSION);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_cluster_starts_with_it(Mode mode) throws Exception {
        Configuration configuration = ClusterConfig.read(HOME, mode);
        configuration.set(HighAvailabilityOptions.HA_MODE, "NONE");
        for (String key :
                List.of("rest.address", "rest.bind-address", "jobmanager.rpc.address", "jobmanager.bind-host")) {
            configuration.setString(key, "127.0.0.1");
        }
        configuration.setString("taskmanager.host", "127.0.0.1");
        configuration.setString("taskmanager.bind-host", "127.0.0.1");
        configuration.setString("rest.bind-port", "0");
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 1);
        try (LocalCluster cluster = LocalCluster.start(configuration)) {
            assertThat(cluster.ui().getHost()).isEqualTo("127.0.0.1");
        }
    }

    private Configuration memory(String size) throws IOException {
        Files.copy(
                HOME.resolve("flink-conf/memory/task-manager-" + size + ".yaml"),
                folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME));
        return GlobalConfiguration.loadConfiguration(folder.toString());
    }

    private static void check(Configuration file) throws IOException, ReflectiveOperationException {
        KnownKeys known = new KnownKeys();
        Map<String, String> settings = file.toMap();
        assertThat(settings).isNotEmpty();
        for (String key : settings.keySet()) {
            Optional<ConfigOption<?>> option = known.of(key);
            assertThat(option).as("Flink knows no key " + key).isPresent();
            if (option.get().key().equals(key)) {
                assertThat(file.get(option.get())).as(key).isNotNull();
            }
        }
    }
}
