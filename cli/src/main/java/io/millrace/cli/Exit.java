package io.millrace.cli;

import io.millrace.pipeline.run.RunFailure;

/** How the command ends: every exit code that it ever returns, and what it means. */
public enum Exit {
    OK(0, "done"),
    INTERNAL(1, "an error inside millrace; the message names its id and its log"),
    USAGE(2, "the call, the configuration, a contract or the surroundings are wrong; nothing was changed"),
    DATA(3, "the data does not allow going on, such as records that expired before they were read"),
    BOOKS(4, "the books do not balance"),
    UNSAFE(6, "a stream cannot go on safely from there, or a contract breaks what relies on it"),
    TRY_AGAIN(75, "something outside is away, busy or full; the same command may work later"),
    INTERRUPTED(130, "ended by Ctrl-C (SIGINT)"),
    TERMINATED(143, "ended by SIGTERM");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /** The exit that belongs to a failed run. */
    public static Exit of(RunFailure.Kind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case DATA -> DATA;
            case TRY_AGAIN -> TRY_AGAIN;
            case INTERNAL -> INTERNAL;
        };
    }
}
