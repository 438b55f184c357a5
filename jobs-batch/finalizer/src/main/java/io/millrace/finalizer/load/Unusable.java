package io.millrace.finalizer.load;

/** A working file that must be built again; the message says why, as the end of a sentence. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1;

    Unusable(String message, Throwable cause) {
        super(message, cause);
    }
}
