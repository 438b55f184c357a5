package io.millrace.finalizer.probe;

/** Why a file cannot be trusted. */
final class BadFileException extends Exception {

    private static final long serialVersionUID = 1;

    BadFileException(String message) {
        super(message);
    }
}
