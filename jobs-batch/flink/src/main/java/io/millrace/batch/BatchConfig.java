package io.millrace.batch;

import io.millrace.flink.FlowSettings;
import io.millrace.pipeline.run.BoundedWork.Resources;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/**
 * Flink's configuration for a bounded run. Nothing of it is a matter of taste: a run reads its input once, in one
 * region, without checkpoints; its one wide step sorts by key, and spills.
 */
final class BatchConfig {

    private static final String LOOPBACK = "127.0.0.1";
    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
    private static final MemorySize LEAST_TO_SORT = MemorySize.ofMebiBytes(32);

    private BatchConfig() {}

    /** What a job needs, whatever cluster it runs on. */
    static Configuration ofJob() {
        Configuration configuration = FlowSettings.applyTo(new Configuration());
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
        // The adaptive scheduler of batch jobs wants every exchange to be written to disk.
        configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
        // A task that starts again would write its records again: rather begin anew, where nothing is visible yet.
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
        return configuration;
    }

    /**
     * For a cluster in this JVM.
     *
     * @param scratch where sorted runs are spilled to
     */
    static Configuration of(Resources resources, URI scratch) {
        Configuration configuration = ofJob();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, resources.parallelism());
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, resources.parallelism());
        configuration.set(CoreOptions.TMP_DIRS, Path.of(scratch).toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, toSort(resources));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        // Counts of running tasks come with the heartbeat: this is how fresh the progress display is.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(60));
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        return configuration;
    }

    /** Half of what there is; the rest is the heap's. */
    private static MemorySize toSort(Resources resources) {
        long least = LEAST_TO_SORT.getBytes() * resources.parallelism();
        return new MemorySize(Math.max(least, resources.memoryBytes() / 2));
    }
}
