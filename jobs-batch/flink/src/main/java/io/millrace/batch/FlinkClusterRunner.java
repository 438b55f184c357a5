package io.millrace.batch;

import io.millrace.flink.cluster.Causes;
import io.millrace.flink.cluster.Tallies;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Does the work of bounded runs on the Flink cluster whose main method calls it, as in a deployment. Parallelism and
 * memory are the cluster's to say; its task managers must see the lake where this process does.
 */
public final class FlinkClusterRunner implements BoundedRunner {

    static final String NAME = "flink-cluster";

    private static final long GLANCE_SECONDS = 5;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.RESUMES));
    }

    @Override
    public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(BatchConfig.ofJob());
        JobClient job = submit(work, env);
        try {
            return await(work, job, listener);
        } catch (InterruptedException e) {
            job.cancel().exceptionally(ended -> null).join();
            throw e;
        } catch (ExecutionException e) {
            throw BatchFailure.of(e.getCause());
        }
    }

    private static JobClient submit(BoundedWork work, StreamExecutionEnvironment env) throws RunFailure {
        try {
            return env.executeAsync(BatchGraph.of(work, env));
        } catch (Exception e) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL, "the cluster did not take the job: " + Causes.innermost(e), e);
        }
    }

    private static BoundedResult await(BoundedWork work, JobClient job, BoundedListener listener)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return BatchGraph.result(Tallies.of(
                        job.getJobExecutionResult()
                                .get(GLANCE_SECONDS, TimeUnit.SECONDS)
                                .getAllAccumulatorResults(),
                        BatchGraph.RUN));
            } catch (TimeoutException e) {
                listener.progress(BatchGraph.progress(
                        work, Tallies.of(job.getAccumulators().get(), BatchGraph.RUN)));
            }
        }
    }
}
