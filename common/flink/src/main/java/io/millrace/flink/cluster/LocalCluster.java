package io.millrace.flink.cluster;

import io.millrace.pipeline.run.RunFailure;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster in this JVM, on the loopback interface only. */
public final class LocalCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long CLOSE_SECONDS = 15;

    private final MiniCluster cluster;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    public static LocalCluster start(Configuration configuration) throws RunFailure {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(
                        configuration.get(org.apache.flink.configuration.TaskManagerOptions.NUM_TASK_SLOTS))
                .build());
        try {
            cluster.start();
            return new LocalCluster(cluster);
        } catch (Exception e) {
            LocalCluster failed = new LocalCluster(cluster);
            failed.close();
            if (ExceptionUtils.findThrowable(e, BindException.class).isPresent()) {
                throw new RunFailure(
                        RunFailure.Kind.USAGE,
                        "port " + configuration.get(RestOptions.BIND_PORT)
                                + " for Flink's page is in use; choose another one",
                        e);
            }
            throw new RunFailure(RunFailure.Kind.INTERNAL, "Flink does not start: " + e.getMessage(), e);
        }
    }

    /** Where people can watch the jobs. */
    public URI ui() throws InterruptedException, ExecutionException {
        return cluster.getRestAddress().get();
    }

    public ClusterJob submit(JobGraph graph) throws RunFailure, InterruptedException {
        try {
            cluster.submitJob(graph).get();
            return new ClusterJob(cluster, graph.getJobID());
        } catch (ExecutionException e) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL,
                    "Flink refuses the job " + graph.getName() + ": " + Causes.innermost(e.getCause()),
                    e.getCause());
        }
    }

    @Override
    public void close() {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Flink did not shut down in good order", e);
        }
    }
}
