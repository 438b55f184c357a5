package io.millrace.batch;

import io.millrace.flink.cluster.Causes;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.input.UnreadableInput;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;

/** Puts the end of a job into words. */
final class BatchFailure {

    private BatchFailure() {}

    static RunFailure of(Throwable cause) {
        Optional<UnreadableInput> input = ExceptionUtils.findThrowableSerializedAware(
                cause, UnreadableInput.class, BatchFailure.class.getClassLoader());
        return input.isPresent()
                ? new RunFailure(RunFailure.Kind.DATA, input.get().getMessage() + ". Nothing of the run counts.", cause)
                : new RunFailure(
                        RunFailure.Kind.INTERNAL,
                        "the run failed, and nothing of it counts: " + Causes.innermost(cause),
                        cause);
    }
}
