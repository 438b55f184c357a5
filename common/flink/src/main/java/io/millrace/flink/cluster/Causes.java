package io.millrace.flink.cluster;

import org.apache.flink.util.SerializedThrowable;

/** Finds what lies behind Flink's layers of exceptions. */
public final class Causes {

    private Causes() {}

    /** What went wrong at the very beginning, in one line. */
    public static String innermost(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = next(cause); next != null; next = next(cause)) {
            cause = next;
        }
        String text = cause.getMessage() == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return text.lines().findFirst().orElse("unknown");
    }

    private static Throwable next(Throwable failure) {
        Throwable next = failure instanceof SerializedThrowable serialized
                ? serialized.deserializeError(Causes.class.getClassLoader())
                : failure.getCause();
        return next == failure ? null : next;
    }
}
