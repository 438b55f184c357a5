package io.millrace.stream.cluster;

import io.millrace.flink.FlowSettings;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.Execution;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/** Puts together Flink's configuration: the file of this mode, then what the request says, then what is always so. */
public final class ClusterConfig {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String REPORTER = "metrics.reporter.prometheus.";

    private ClusterConfig() {}

    /** The clusters that there is a configuration of. */
    public enum Mode {
        /** In this JVM. */
        LOCAL,
        /** One that runs many jobs, each submitted to it. */
        SESSION,
        /** One that runs a single job, which is its main method. */
        APPLICATION,
        /** Likewise, for a run that ends. */
        BATCH
    }

    /** Reads {@code flink-conf/local/config.yaml} of the installation. */
    public static Configuration read(Path home) throws RunFailure {
        return read(home, Mode.LOCAL);
    }

    /** Reads {@code flink-conf/<mode>/config.yaml} of the installation. */
    public static Configuration read(Path home, Mode mode) throws RunFailure {
        Path folder = home.resolve("flink-conf").resolve(mode.name().toLowerCase(Locale.ROOT));
        if (!Files.isRegularFile(folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME))) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "there is no " + folder.resolve(GlobalConfiguration.FLINK_CONF_FILENAME)
                            + "; it belongs to the installation");
        }
        try {
            return GlobalConfiguration.loadConfiguration(folder.toString());
        } catch (IllegalConfigurationException e) {
            throw new RunFailure(RunFailure.Kind.USAGE, "cannot read Flink's configuration in " + folder, e);
        }
    }

    /** For a cluster of one task manager that has room for {@code jobs} jobs. */
    public static Configuration of(Configuration file, Execution execution, int jobs) {
        Configuration configuration = job(file, execution);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, execution.parallelism() * jobs);
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(
                RestOptions.BIND_PORT, Integer.toString(execution.uiPort().orElse(0)));
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        execution.metricsPorts().ifPresent(ports -> reportMetrics(configuration, ports));
        return configuration;
    }

    /** For a job, whatever cluster it will run on. */
    public static Configuration job(Configuration file, Execution execution) {
        Configuration configuration = FlowSettings.applyTo(new Configuration(file));
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, execution.parallelism());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, execution.checkpointEvery());
        configuration.set(StateBackendOptions.STATE_BACKEND, name(execution.backend()));
        return configuration;
    }

    private static String name(StateBackend backend) {
        return switch (backend) {
            case HASHMAP -> "hashmap";
            case ROCKSDB -> "rocksdb";
        };
    }

    private static void reportMetrics(Configuration configuration, String ports) {
        configuration.setString(REPORTER + "factory.class", PrometheusReporterFactory.class.getName());
        configuration.setString(REPORTER + "port", ports);
    }
}
