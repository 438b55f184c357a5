package io.millrace.flink.cluster;

import io.millrace.flink.dedupe.DedupeFunction;
import io.millrace.flink.judge.JudgeFunction;
import io.millrace.flink.tally.Tally;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.ArchivedExecutionGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;

/** One job in the cluster. */
public final class ClusterJob {

    private final MiniCluster cluster;
    private final JobID id;

    ClusterJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /** How the job stands now. */
    public Glance glance(String run) throws InterruptedException, ExecutionException {
        ExecutionGraphInfo info = cluster.getExecutionGraphInfo(id).get();
        ArchivedExecutionGraph graph = info.getArchivedExecutionGraph();
        Failure latest = null;
        for (RootExceptionHistoryEntry entry : info.getExceptionHistory()) {
            if (latest == null || entry.getTimestamp() > latest.at()) {
                latest = new Failure(entry.getTimestamp(), entry.getException());
            }
        }
        return new Glance(
                graph.getState(),
                tallies(graph.getAccumulatorsSerialized(), run),
                checkpointed(graph.getCheckpointStatsSnapshot()),
                Optional.ofNullable(latest));
    }

    private static OptionalLong checkpointed(CheckpointStatsSnapshot checkpoints) {
        if (checkpoints == null) {
            return OptionalLong.empty();
        }
        AbstractCheckpointStats latest = checkpoints.getHistory().getLatestCompletedCheckpoint();
        return latest == null ? OptionalLong.empty() : OptionalLong.of(latest.getLatestAckTimestamp());
    }

    /** Waits for the end of the job, whatever it is. */
    public CompletableFuture<JobResult> result() {
        return cluster.requestJobResult(id);
    }

    /** What the job did in the run, once it has ended. */
    public static Tallies tallies(JobResult result, String run) {
        return tallies(result.getAccumulatorResults(), run);
    }

    private static Tallies tallies(Map<String, SerializedValue<OptionalFailure<Object>>> accumulators, String run) {
        return new Tallies(
                tally(accumulators.get(JudgeFunction.TALLY), run), tally(accumulators.get(DedupeFunction.TALLY), run));
    }

    private static Tally tally(SerializedValue<OptionalFailure<Object>> value, String run) {
        if (value == null) {
            return new Tally(run);
        }
        try {
            return (Tally)
                    value.deserializeValue(ClusterJob.class.getClassLoader()).get();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("a tally that this JVM wrote cannot be read by it", e);
        } catch (Exception e) {
            throw new IllegalStateException("the tallies of the job's tasks could not be added up", e);
        }
    }

    /** Stops reading, commits everything that was read and keeps the state; gives the path of the savepoint. */
    public CompletableFuture<String> stop(Path folder) {
        return stop(folder, SavepointFormatType.NATIVE);
    }

    /** The same in a format that is named: a canonical savepoint goes into any state backend, and takes longer. */
    public CompletableFuture<String> stop(Path folder, SavepointFormatType format) {
        return cluster.stopWithSavepoint(id, folder.toString(), false, format);
    }

    public CompletableFuture<?> cancel() {
        return cluster.cancelJob(id);
    }

    /** A moment of a job. {@code checkpointedAt} is when the last checkpoint was complete, in epoch millis. */
    public record Glance(JobStatus status, Tallies tallies, OptionalLong checkpointedAt, Optional<Failure> failure) {}

    public record Failure(long at, Throwable cause) {}
}
