package io.millrace.stream;

import io.millrace.flink.cluster.Causes;
import io.millrace.pipeline.run.RunFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.ExceptionUtils;

/**
 * Stops a job with a savepoint: what it has read is committed, nothing is left pending. A job that is restarting just
 * then is asked again; one that cannot be stopped in good order is cancelled and goes on from its last checkpoint.
 */
final class JobStop {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 500;

    private final DatasetJob job;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();
    private CompletableFuture<String> savepoint;

    private JobStop(DatasetJob job) {
        this.job = job;
        this.savepoint = job.stop();
    }

    static JobStop begin(DatasetJob job) {
        return new JobStop(job);
    }

    void complete() throws RunFailure, InterruptedException {
        while (true) {
            try {
                savepoint.get();
                job.awaitEnd();
                return;
            } catch (ExecutionException e) {
                if (ExceptionUtils.findThrowable(e, StopWithSavepointStoppingException.class)
                        .isPresent()) {
                    throw new RunFailure(
                            RunFailure.Kind.TRY_AGAIN,
                            job.name() + " made its last savepoint and failed before the last files were committed; "
                                    + "the next run commits them and goes on",
                            e);
                }
                if (System.nanoTime() > deadline) {
                    job.cancel();
                    throw new RunFailure(
                            RunFailure.Kind.TRY_AGAIN,
                            job.name() + " could not be stopped with a savepoint (" + Causes.innermost(e)
                                    + ") and was cancelled; the next run goes on from its last checkpoint",
                            e);
                }
            }
            Thread.sleep(PAUSE_MILLIS);
            savepoint = job.stop();
        }
    }
}
