package io.millrace.testkit.generate;

import io.millrace.pipeline.row.Code;

/**
 * Remembers the newest clean record of each key that may still be repeated, and so says what a repeat must become. The
 * only thing about a record that depends on those before it.
 */
final class Newest {

    private static final int SIZE = Integer.highestOneBit(Turns.FARTHEST_REPEAT) << 1;

    private final Shape shape;
    private final long[] version = new long[SIZE];
    private final long[] index = new long[SIZE];

    Newest(Shape shape) {
        this.shape = shape;
    }

    /** The shape holds a key's first good record. */
    void original(long original) {
        remember(original, original);
    }

    /** The shape holds another good record of the key. */
    void repeat(long original, GeneratedRecord record) {
        int at = (int) (original % SIZE);
        int order = shape.keepsVersions() ? Long.compare(shape.version(), version[at]) : 0;
        if (order > 0) {
            remember(original, record.index);
        } else {
            record.fate.duplicate(index[at], order == 0 ? Code.DUPLICATE : Code.STALE);
        }
    }

    private void remember(long original, long newest) {
        int at = (int) (original % SIZE);
        version[at] = shape.version();
        index[at] = newest;
    }
}
