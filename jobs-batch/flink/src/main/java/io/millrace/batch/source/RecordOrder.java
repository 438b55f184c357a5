package io.millrace.batch.source;

/**
 * The order in which the records of a run count, as Flink's timestamps: file after file, in each line after line. Where
 * inputs are sorted by key, Flink keeps the records of a key in the order of their timestamps; so the first record of a
 * key comes first, whichever task read it.
 */
final class RecordOrder {

    /** Room for a million million lines in each of four million files. */
    private static final int LINE_BITS = 40;

    private RecordOrder() {}

    /** Never negative: where Flink compares timestamps as bytes, their sign would turn the order. */
    static long of(int file, long line) {
        return ((long) file << LINE_BITS) | line;
    }
}
