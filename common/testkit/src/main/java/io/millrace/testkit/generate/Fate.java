package io.millrace.testkit.generate;

import io.millrace.pipeline.row.Code;
import java.util.ArrayList;
import java.util.List;

/** What must become of a record, and the codes of its violations, or the one of a duplicate. */
public final class Fate {

    /** The door by which it must leave. */
    public enum Door {
        CLEAN,
        REJECTED,
        DUPLICATE
    }

    private final List<Code> codes = new ArrayList<>();
    private Door door = Door.CLEAN;
    private long original = -1;

    Fate() {}

    public Door door() {
        return door;
    }

    /** One for each violation, in no order. */
    public List<Code> codes() {
        return List.copyOf(codes);
    }

    /** The index of the clean record that it is a duplicate of; -1 when it is none. */
    public long original() {
        return original;
    }

    void clean() {
        codes.clear();
        door = Door.CLEAN;
        original = -1;
    }

    void violation(Code code) {
        door = Door.REJECTED;
        codes.add(code);
    }

    void duplicate(long index, Code code) {
        door = Door.DUPLICATE;
        original = index;
        codes.add(code);
    }

    /** The codes themselves, not a copy. */
    List<Code> found() {
        return codes;
    }
}
