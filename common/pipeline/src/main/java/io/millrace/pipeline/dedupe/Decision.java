package io.millrace.pipeline.dedupe;

import io.millrace.pipeline.row.Position;

/** What a valid record is beside those of its key that came before. */
public sealed interface Decision {

    /** It is clean, and from now on the one to remember. */
    record Clean() implements Decision {}

    /** It repeats the remembered record, whose canonical row is the same or not. */
    record Duplicate(Position of, Content content) implements Decision {}

    /** It is older than the remembered record. */
    record Stale(Position of) implements Decision {}

    enum Content {
        SAME,
        DIFFERENT
    }
}
