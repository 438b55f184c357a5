package io.millrace.batch;

import io.millrace.flink.cluster.LocalCluster;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.ExceptionUtils;

/** Does the work of bounded runs on a Flink cluster in this JVM. */
public final class FlinkBatchRunner implements BoundedRunner {

    static final String NAME = "flink-batch";

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
        Configuration configuration = BatchConfig.of(work.resources(), work.scratch());
        try (LocalCluster cluster = LocalCluster.start(configuration)) {
            return write(work, cluster, configuration, listener);
        } catch (RunFailure | RuntimeException e) {
            // Flink wraps an interruption in whatever it was doing.
            if (ExceptionUtils.findThrowable(e, InterruptedException.class).isPresent()) {
                throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
            }
            throw e;
        }
    }

    /** Does the work in a cluster that somebody else started. */
    static BoundedResult write(
            BoundedWork work, LocalCluster cluster, Configuration configuration, BoundedListener listener)
            throws RunFailure, InterruptedException {
        try {
            listener.started(Optional.of(cluster.ui()));
            return BatchJob.submit(work, cluster, configuration).await(listener);
        } catch (ExecutionException e) {
            throw BatchFailure.of(e.getCause());
        }
    }
}
