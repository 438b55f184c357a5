package io.millrace.stream;

import io.millrace.flink.FlowSettings;
import io.millrace.flink.kafka.TopicSource;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.pipeline.run.Submitter.Submitted;
import io.millrace.stream.kafka.Broker;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of one dataset on the cluster whose main method calls this. The cluster's configuration decides where
 * checkpoints go, how often they are made and what the job goes on from; a {@link StartGuard} watches over that.
 */
final class OwnCluster {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunRequest request;

    OwnCluster(RunRequest request) {
        this.request = request;
    }

    List<Submitted> submit() throws Exception {
        if (request.datasets().size() != 1) {
            throw usage("a cluster of its own runs one dataset, so that each is scaled, upgraded and restarted by"
                    + " itself; this one was given " + request.datasets().size());
        }
        if (request.topics().until() != Until.STOPPED) {
            throw usage("--until belongs to a run on this machine: a job on a cluster goes on until it is stopped");
        }
        Dataset dataset = request.datasets().get(0);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(FlowSettings.applyTo(new Configuration()));
        URI snapshots = snapshots(env.getConfiguration());
        try (Broker broker = new Broker(request.topics(), ANSWER)) {
            StartingPoint point = new BrokerWait(broker, PATIENCE, new LoggedWait())
                    .until(() -> StartingPoint.of(broker, dataset.topic(), request.topics()));
            StartGuard guard = new StartGuard(
                    request.lake(),
                    dataset.plan().dataset(),
                    rereadAllowed(),
                    snapshots,
                    dataset.topic(),
                    point.topicId());
            DatasetGraph graph = new DatasetGraph(request, dataset, RunId.next());
            TopicSource topic = graph.topic(broker.client(), point);
            String job = env.executeAsync(graph.of(env, new GuardedSource<>(topic, guard)))
                    .getJobID()
                    .toString();
            return List.of(new Submitted(dataset.plan().dataset(), job, Optional.empty()));
        }
    }

    /** Without checkpoints no file would ever become visible, and without a folder none would outlive the cluster. */
    private static URI snapshots(ReadableConfig cluster) throws RunFailure {
        if (cluster.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).isEmpty()) {
            throw usage("the cluster makes no checkpoints, and files become visible with each: set "
                    + CheckpointingOptions.CHECKPOINTING_INTERVAL.key() + " in its config.yaml");
        }
        return URI.create(cluster.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .orElseThrow(() -> usage("the cluster has no folder for checkpoints: set "
                        + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key() + " in its config.yaml")));
    }

    private boolean rereadAllowed() throws RunFailure {
        From from = request.execution().from();
        if (from instanceof From.Path path) {
            throw usage("--from " + path.path() + " is for the cluster to say: set execution.state-recovery.path, or"
                    + " initialSavepointPath of the deployment");
        }
        return from instanceof From.Nothing nothing && nothing.rereadAllowed();
    }

    private static RunFailure usage(String message) {
        return new RunFailure(RunFailure.Kind.USAGE, message);
    }
}
