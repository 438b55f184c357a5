package io.millrace.stream;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.Dataset;
import io.millrace.stream.state.Snapshot;
import io.millrace.stream.state.StateFolder;
import io.millrace.stream.state.TopicIdentity;
import io.millrace.zones.Lake;
import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of one dataset before it runs.
 *
 * @param point where the topic began and ended when the run began
 * @param client settings of Kafka clients; never printed
 * @param folder where this run's checkpoints and savepoints go
 * @param restored the snapshot from which it goes on
 */
record JobSetup(
        RunRequest request,
        Dataset dataset,
        String run,
        StartingPoint point,
        Properties client,
        StateFolder state,
        Path folder,
        Optional<Snapshot> restored) {

    static JobSetup of(RunRequest request, Dataset dataset, String run, StartingPoint point, Properties client)
            throws RunFailure, IOException {
        StateFolder state = new StateFolder(request.state(), dataset.plan().dataset());
        Optional<Snapshot> restored = Resume.decide(request, dataset.plan(), state);
        TopicIdentity topic = new TopicIdentity(request.state(), dataset.plan().dataset(), dataset.topic());
        if (restored.isPresent()) {
            topic.check(point.topicId());
        }
        topic.remember(point.topicId());
        return new JobSetup(request, dataset, run, point, client, state, state.forRun(run), restored);
    }

    Plan plan() {
        return dataset.plan();
    }

    Lake lake() {
        return new Lake(request.lake());
    }

    /** The job as Flink takes it. Its snapshots stand in the run's own folder. */
    JobGraph graph(Configuration cluster) {
        Configuration configuration = new Configuration(cluster);
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toString());
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, folder.toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        DatasetGraph flow = new DatasetGraph(request, dataset, run);
        JobGraph graph = flow.of(env, flow.topic(client, point)).getJobGraph();
        restored.ifPresent(snapshot -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(snapshot.path().toString(), false, RecoveryClaimMode.NO_CLAIM)));
        return graph;
    }
}
