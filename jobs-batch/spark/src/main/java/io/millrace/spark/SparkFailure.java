package io.millrace.spark;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.input.UnreadableInput;

/** Puts the end of a job into words. */
final class SparkFailure {

    private SparkFailure() {}

    static RunFailure of(String what, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof UnreadableInput)) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof UnreadableInput) {
            return new RunFailure(RunFailure.Kind.DATA, message + ". Nothing of the run counts.", failure);
        }
        RunFailure.Kind kind =
                message.contains("No space left on device") ? RunFailure.Kind.TRY_AGAIN : RunFailure.Kind.INTERNAL;
        String first = message.lines().findFirst().orElse(message);
        return new RunFailure(kind, what + ": " + cause.getClass().getSimpleName() + ": " + first, failure);
    }
}
