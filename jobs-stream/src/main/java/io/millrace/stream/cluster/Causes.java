package io.millrace.stream.cluster;

import org.apache.flink.util.SerializedThrowable;

/** Finds what lies behind Flink's layers of exceptions. */
public final class Causes {

    private Causes() {}

    /** What went wrong at the very beginning, in one line. */
    public static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = cause instanceof SerializedThrowable || cause.getMessage() == null
                ? cause.toString()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return text.lines().findFirst().orElse("unknown");
    }
}
