package io.millrace.finalizer.read;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import java.sql.SQLException;
import java.time.Duration;

/** Why the engine did not answer, for the person who asked. Its own words show the place of a mistake. */
final class Refusals {

    private Refusals() {}

    static RunFailure of(SQLException cause, Duration timeout) {
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith("INTERRUPT")) {
            return new RunFailure(
                    Kind.TRY_AGAIN, "the answer took longer than " + text(timeout) + " (--timeout)", cause);
        } else if (message.startsWith("Out of Memory")) {
            return new RunFailure(Kind.TRY_AGAIN, message + "\ngive the query more: --memory 4GB", cause);
        }
        return new RunFailure(Kind.USAGE, message, cause);
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
