package io.millrace.pipeline.judge;

import io.millrace.pipeline.json.Kind;
import java.util.Arrays;

/** A JSON value where it stands in a payload, quotes and brackets included. Reused from value to value. */
final class Slice {

    private byte[] bytes = {};
    private int from;
    private int to;
    private Kind kind = Kind.NULL;
    private boolean escaped;

    void set(byte[] payload, int begin, int end, Kind what, boolean hasBackslash) {
        bytes = payload;
        from = begin;
        to = end;
        kind = what;
        escaped = hasBackslash;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it is a string with a backslash in it. */
    boolean escaped() {
        return escaped;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
