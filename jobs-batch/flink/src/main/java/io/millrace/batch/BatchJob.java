package io.millrace.batch;

import io.millrace.flink.cluster.ClusterJob;
import io.millrace.flink.cluster.ClusterJob.Glance;
import io.millrace.flink.cluster.LocalCluster;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.RunFailure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job of one bounded run, on a cluster in this JVM. */
final class BatchJob {

    private static final long GLANCE_MILLIS = 500;

    private final BoundedWork work;
    private final ClusterJob job;

    private BatchJob(BoundedWork work, ClusterJob job) {
        this.work = work;
        this.job = job;
    }

    static BatchJob submit(BoundedWork work, LocalCluster cluster, Configuration configuration)
            throws RunFailure, InterruptedException {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        return new BatchJob(work, cluster.submit(BatchGraph.of(work, env).getJobGraph()));
    }

    /** Waits for the end. An interrupted thread takes the job with it. */
    BoundedResult await(BoundedListener listener) throws RunFailure, InterruptedException, ExecutionException {
        try {
            while (true) {
                try {
                    return result(job.result().get(GLANCE_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    Glance glance = job.glance(BatchGraph.RUN);
                    listener.progress(BatchGraph.progress(work, glance.tallies()));
                }
            }
        } catch (InterruptedException e) {
            job.cancel().exceptionally(ended -> null).join();
            throw e;
        }
    }

    private static BoundedResult result(JobResult ended) throws RunFailure {
        if (!ended.isSuccess()) {
            throw BatchFailure.of(ended.getSerializedThrowable()
                    .map(Throwable.class::cast)
                    .orElseGet(() -> new IllegalStateException("the job was ended by somebody else")));
        }
        return BatchGraph.result(ClusterJob.tallies(ended, BatchGraph.RUN));
    }
}
