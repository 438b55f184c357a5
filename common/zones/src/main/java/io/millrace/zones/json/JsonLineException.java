package io.millrace.zones.json;

import java.io.IOException;

/** A line that is not what its zone says its lines are. Says what was expected and at which byte, never what stands there. */
public final class JsonLineException extends IOException {

    private static final long serialVersionUID = 1;

    public JsonLineException(String message) {
        super(message);
    }
}
