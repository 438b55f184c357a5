package io.millrace.testkit.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A declared member of a dataset's records: its name as it is spelled, and the literals that break it. */
final class Member {

    /** Stands for a member that is not there at all. */
    static final String LEFT_OUT = "";

    /** A literal of a known wrong; {@code null} bytes when the member is left out. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
    record Break(BadKind kind, byte[] literal) {}

    private final byte[][] spellings;
    private final List<Break> breaks = new ArrayList<>();

    private Member(String name) {
        String escaped = Json.escaped(name.substring(0, 1)) + name.substring(1);
        spellings = new byte[][] {Json.bytes('"' + name + '"'), Json.bytes('"' + escaped + '"')};
    }

    static Member named(String name) {
        return new Member(name);
    }

    Member breaks(BadKind kind, String... literals) {
        for (String literal : literals) {
            byte[] bytes = literal.equals(LEFT_OUT) ? null : literal.getBytes(StandardCharsets.UTF_8);
            breaks.add(new Break(kind, bytes));
        }
        return this;
    }

    /** The name in quotes: plain first. */
    byte[][] spellings() {
        return spellings;
    }

    List<Break> breaks() {
        return breaks;
    }
}
