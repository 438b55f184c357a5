package io.millrace.cli;

import java.util.List;

/** A verb that cannot go on. The message says what is wrong and where, the advice what to do, a line each. */
public final class Failure extends Exception {

    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final transient List<String> advice;

    public Failure(Exit exit, String message, String... advice) {
        this(exit, message, null, List.of(advice));
    }

    public Failure(Exit exit, String message, Throwable cause, List<String> advice) {
        super(message, cause);
        this.exit = exit;
        this.advice = List.copyOf(advice);
    }

    /** A mistake in the call, the configuration or the surroundings. */
    public static Failure usage(String message, String... advice) {
        return new Failure(Exit.USAGE, message, advice);
    }

    public Exit exit() {
        return exit;
    }

    public List<String> advice() {
        return advice;
    }
}
