package io.millrace.stream;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.stream.books.ZoneFiles;
import io.millrace.stream.state.TopicIdentity;
import io.millrace.zones.Lake;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Refuses, on the cluster itself, what would write records twice: a job that begins from nothing beside zones that hold
 * records, and one that goes on with offsets of a topic that was made anew. A refusal ends the job; no restart would
 * change it.
 *
 * @param snapshots the cluster's folder of checkpoints, beside which is remembered what topic was read
 * @param topicId the broker's own id of the topic when the job was submitted
 */
record StartGuard(URI lake, String dataset, boolean rereadAllowed, URI snapshots, String topic, String topicId)
        implements Serializable {

    void beginsFromNothing() throws IOException {
        if (!rereadAllowed && new ZoneFiles(new Lake(lake), dataset).holdRecords()) {
            throw new SuppressRestartsException(new RunFailure(
                    RunFailure.Kind.USAGE,
                    dataset + " already has records in " + lake
                            + ", and the cluster gave the job no state to go on from:"
                            + " it would read records again and write them twice. Name the newest checkpoint or savepoint"
                            + " (execution.state-recovery.path, or initialSavepointPath of the deployment), or use another"
                            + " lake, or allow it once with --from none --reread."));
        }
        identity().remember(topicId);
    }

    void goesOn() throws IOException {
        try {
            identity().check(topicId);
        } catch (RunFailure e) {
            throw new SuppressRestartsException(e);
        }
    }

    private TopicIdentity identity() {
        return new TopicIdentity(snapshots, dataset, topic);
    }
}
