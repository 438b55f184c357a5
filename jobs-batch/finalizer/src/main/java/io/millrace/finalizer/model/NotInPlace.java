package io.millrace.finalizer.model;

/** What a run has replaced cannot leave this warehouse row by row: it must be built again from the zones. Says why. */
public final class NotInPlace extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotInPlace(String why) {
        this(why, null);
    }

    public NotInPlace(String why, Throwable cause) {
        super(why, cause);
    }
}
