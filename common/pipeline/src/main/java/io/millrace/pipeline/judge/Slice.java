package io.millrace.pipeline.judge;

import io.millrace.pipeline.json.JsonScanner;
import io.millrace.pipeline.json.Kind;
import java.util.Arrays;

/**
 * A JSON value where it stands in the text that a scanner has read, quotes and brackets included. Moved from value to
 * value; holds numbers only, since storing references into long-lived objects is what would cost.
 */
final class Slice {

    private final JsonScanner scanner;
    private int from;
    private int to;
    private boolean escaped;

    Slice(JsonScanner scanner) {
        this.scanner = scanner;
    }

    void move(int begin, int end, boolean hasBackslash) {
        from = begin;
        to = end;
        escaped = hasBackslash;
    }

    byte[] bytes() {
        return scanner.bytes();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    Kind kind() {
        return Kind.of(scanner.bytes()[from]);
    }

    /** Whether it is a string with a backslash in it. */
    boolean escaped() {
        return escaped;
    }

    byte[] copy() {
        return Arrays.copyOfRange(scanner.bytes(), from, to);
    }
}
