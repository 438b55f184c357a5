package io.millrace.pipeline.run;

/** A run that could not start or go on. The message says what, where, why and what to do. */
public final class RunFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    public RunFailure(Kind kind, String message) {
        this(kind, message, null);
    }

    public RunFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Who can mend it; each kind has one exit code. */
    public enum Kind {
        /** The request, the configuration or the surroundings are wrong. */
        USAGE,
        /** The data does not allow going on, such as offsets that expired. */
        DATA,
        /** Something outside is away or busy; the same command may work later. */
        TRY_AGAIN,
        INTERNAL
    }
}
