package io.millrace.stream;

import io.millrace.flink.cluster.Causes;
import io.millrace.flink.cluster.ClusterJob;
import io.millrace.flink.cluster.ClusterJob.Failure;
import io.millrace.flink.cluster.ClusterJob.Glance;
import io.millrace.flink.cluster.LocalCluster;
import io.millrace.flink.cluster.Tallies;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunSummary.DatasetSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.stream.books.RunFiles;
import io.millrace.stream.state.Snapshot;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.kafka.common.TopicPartition;

/** The job of one dataset while it runs: how far it is, how it ended, what it did. Used by one thread. */
final class DatasetJob {

    private final JobSetup setup;
    private final ClusterJob job;
    private final long startedAt = System.currentTimeMillis();

    private Glance latest;
    private Tallies ended;
    private long failureTold;

    private DatasetJob(JobSetup setup, ClusterJob job) {
        this.setup = setup;
        this.job = job;
    }

    static DatasetJob submit(JobSetup setup, LocalCluster cluster, Configuration configuration)
            throws RunFailure, InterruptedException {
        return new DatasetJob(setup, cluster.submit(setup.graph(configuration)));
    }

    String name() {
        return setup.plan().dataset();
    }

    String topic() {
        return setup.dataset().topic();
    }

    JobSetup setup() {
        return setup;
    }

    /** Looks how the job stands; tells of a failure from which it recovers. */
    void glance(RunListener listener) throws InterruptedException, ExecutionException {
        latest = job.glance(setup.run());
        if (latest.failure().isPresent() && !hasEnded()) {
            Failure failure = latest.failure().get();
            if (failure.at() > failureTold) {
                failureTold = failure.at();
                listener.notice(
                        name() + " failed and goes on from its last checkpoint: " + Causes.innermost(failure.cause()));
            }
        }
    }

    boolean hasEnded() {
        return latest.status().isGloballyTerminalState();
    }

    /** Whether everything that stood in the topic when the run began has been read. */
    boolean hasArrived() {
        return setup.point().lastRecords().entrySet().stream().allMatch(last -> next(last.getKey()) > last.getValue());
    }

    Counts counts() {
        return latest.tallies().counts();
    }

    /** Offsets between what was read and these ends. */
    long lag(Map<TopicPartition, Long> ends) {
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long next = next(end.getKey());
            long from = next >= 0 ? next : setup.point().starts().getOrDefault(end.getKey(), 0L);
            lag += Math.max(0, end.getValue() - from);
        }
        return lag;
    }

    private long next(TopicPartition partition) {
        return latest.tallies().judged().next(partition.topic(), Integer.toString(partition.partition()));
    }

    long checkpointAgeMillis() {
        return System.currentTimeMillis() - latest.checkpointedAt().orElse(startedAt);
    }

    CompletableFuture<String> stop() {
        return job.stop(setup.folder());
    }

    void cancel() throws InterruptedException {
        try {
            job.cancel().get();
            job.result().get();
        } catch (ExecutionException e) {
            // it has ended already, which is all that was wanted
        }
    }

    /** Waits until the job has ended and takes its final counts. */
    void awaitEnd() throws InterruptedException, ExecutionException {
        ended = ClusterJob.tallies(job.result().get(), setup.run());
    }

    /** Why the job ended although nobody asked it to. */
    RunFailure failure() throws InterruptedException, ExecutionException {
        JobResult result = job.result().get();
        return JobFailure.of(setup, result);
    }

    DatasetSummary summary(Ending ending) throws RunFailure, IOException {
        Counts counts = ended.counts();
        RunFiles files = RunFiles.find(setup.lake(), setup.plan(), setup.run());
        if (ending == Ending.FINISHED) {
            files.verify(counts);
        }
        files.sweep();
        setup.state().prune(setup.folder());
        return new DatasetSummary(name(), counts, files.count(), files.bytes());
    }

    Optional<Snapshot> newestSnapshot() throws IOException {
        return setup.state().newestIn(setup.folder());
    }
}
