package io.millrace.batch;

import io.millrace.batch.source.BoundedSource;
import io.millrace.flink.DatasetFlow;
import io.millrace.flink.cluster.ClusterJob;
import io.millrace.flink.cluster.ClusterJob.Glance;
import io.millrace.flink.cluster.LocalCluster;
import io.millrace.flink.cluster.Tallies;
import io.millrace.flink.sink.ZoneSinks;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedListener.Progress;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job of one bounded run. */
final class BatchJob {

    /** Counts are kept apart by run; a job of its own has one. */
    private static final String RUN = "part";

    private static final long GLANCE_MILLIS = 500;
    private static final long CHUNK_BYTES = 32L << 20;

    private final BoundedWork work;
    private final ClusterJob job;

    private BatchJob(BoundedWork work, ClusterJob job) {
        this.work = work;
        this.job = job;
    }

    static BatchJob submit(BoundedWork work, LocalCluster cluster, Configuration configuration)
            throws RunFailure, InterruptedException {
        return new BatchJob(work, cluster.submit(graph(work, configuration)));
    }

    private static JobGraph graph(BoundedWork work, Configuration configuration) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        DatasetFlow flow = new DatasetFlow(work.plan(), work.maskKeys(), RUN);
        BoundedSource source = new BoundedSource(work.input(), CHUNK_BYTES);
        ZoneSinks all = ZoneSinks.of(new Lake(work.staging()), work.plan(), RUN);
        ZoneSinks zones = work.input() instanceof BoundedInput.RawZone ? all.withoutRaw() : all;
        if (work.held().isEmpty()) {
            flow.wire(env, source, WatermarkStrategy.noWatermarks(), zones);
        } else {
            flow.wire(env, source, WatermarkStrategy.noWatermarks(), zones, work.held());
        }
        StreamGraph stream = env.getStreamGraph();
        stream.setJobName(work.plan().dataset());
        return stream.getJobGraph();
    }

    /** Waits for the end. An interrupted thread takes the job with it. */
    BoundedResult await(BoundedListener listener) throws RunFailure, InterruptedException, ExecutionException {
        try {
            while (true) {
                try {
                    return result(job.result().get(GLANCE_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    Glance glance = job.glance(RUN);
                    listener.progress(new Progress(glance.tallies().counts(), bytesRead(glance.tallies())));
                }
            }
        } catch (InterruptedException e) {
            job.cancel().exceptionally(ended -> null).join();
            throw e;
        }
    }

    /** An estimate: of a compressed file it counts what was in it. */
    private long bytesRead(Tallies tallies) {
        long text = tallies.judged().of(Count.BYTES) + tallies.judged().of(Count.READ);
        return Math.min(text, work.input().bytes());
    }

    private static BoundedResult result(JobResult ended) throws RunFailure {
        if (!ended.isSuccess()) {
            throw BatchFailure.of(ended.getSerializedThrowable()
                    .map(Throwable.class::cast)
                    .orElseGet(() -> new IllegalStateException("the job was ended by somebody else")));
        }
        Tallies tallies = ClusterJob.tallies(ended, RUN);
        return new BoundedResult(tallies.counts(), tallies.deduped().of(Count.DIFFERING), OptionalLong.empty());
    }
}
