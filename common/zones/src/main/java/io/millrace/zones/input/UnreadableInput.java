package io.millrace.zones.input;

import java.io.IOException;

/** An input that cannot be read to its end: cut, damaged, or no text of lines. The message names it. */
public final class UnreadableInput extends IOException {

    private static final long serialVersionUID = 1;

    public UnreadableInput(String message) {
        super(message);
    }

    public UnreadableInput(String message, Throwable cause) {
        super(message, cause);
    }
}
