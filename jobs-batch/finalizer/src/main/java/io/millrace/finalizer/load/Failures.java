package io.millrace.finalizer.load;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import java.util.List;
import java.util.Locale;

/** Tells from an error of the disk or the engine who can mend it. */
public final class Failures {

    private static final List<String> FULL = List.of("no space left on device", "disk quota exceeded", "disk is full");
    private static final List<String> MEMORY = List.of("out of memory error", "failed to allocate");
    private static final List<String> DATA =
            List.of("conversion error", "out of range error", "constraint error", "invalid input error");

    private Failures() {}

    /**
     * The failure that this error is to the person who runs a load.
     *
     * @param what the sentence that the message begins with
     */
    public static RunFailure of(String what, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        String known = message.toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(known::contains)) {
            return new RunFailure(
                    Kind.TRY_AGAIN,
                    what + ": the disk is full\n" + message
                            + "\nnothing is lost, and the version published last goes on serving: free some space, then run it again",
                    cause);
        } else if (MEMORY.stream().anyMatch(known::contains)) {
            return new RunFailure(
                    Kind.TRY_AGAIN,
                    what + ": the engine needs more memory\n" + message
                            + "\ngive it more (--memory 4GB) or more room to spill (--temp DIR), then run it again",
                    cause);
        } else if (DATA.stream().anyMatch(known::startsWith)) {
            return new RunFailure(Kind.DATA, what + ": " + message, cause);
        }
        return new RunFailure(Kind.INTERNAL, what + ": " + message, cause);
    }
}
