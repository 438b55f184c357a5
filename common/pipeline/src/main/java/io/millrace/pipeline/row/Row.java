package io.millrace.pipeline.row;

import java.util.Arrays;

/**
 * The values of a record in the order of its plan's columns. A column holds nothing, a long (int, bigint, boolean as
 * 0 or 1, date as epoch day, timestamp as epoch micros, double as its raw bits, decimal of up to 18 digits as its
 * unscaled value) or bytes (UTF-8 of text and json; a wider decimal as its unscaled value, big-endian two's complement).
 */
public final class Row {

    /** Marks a column that holds a long; distinct from every array that a caller can set. */
    private static final byte[] LONG = {};

    private static final byte[] EMPTY = {};

    private final long[] longs;
    private final byte[][] bytes;

    public Row(int columns) {
        longs = new long[columns];
        bytes = new byte[columns][];
    }

    public int columns() {
        return longs.length;
    }

    public boolean isAbsent(int column) {
        return bytes[column] == null;
    }

    /** Whether the column holds bytes; false when it is absent or holds a long. */
    public boolean holdsBytes(int column) {
        return bytes[column] != null && bytes[column] != LONG;
    }

    public long longAt(int column) {
        return longs[column];
    }

    public double doubleAt(int column) {
        return Double.longBitsToDouble(longs[column]);
    }

    /** The bytes themselves, not a copy: not to be changed. */
    public byte[] bytesAt(int column) {
        return bytes[column];
    }

    public void set(int column, long value) {
        longs[column] = value;
        bytes[column] = LONG;
    }

    public void set(int column, byte[] value) {
        longs[column] = 0;
        bytes[column] = value.length == 0 ? EMPTY : value;
    }

    public void clear(int column) {
        longs[column] = 0;
        bytes[column] = null;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Row that)) {
            return false;
        }
        if (!Arrays.equals(longs, that.longs)) {
            return false;
        }
        for (int column = 0; column < longs.length; column++) {
            if (isAbsent(column) != that.isAbsent(column)
                    || holdsBytes(column) != that.holdsBytes(column)
                    || (holdsBytes(column) && !Arrays.equals(bytes[column], that.bytes[column]))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(longs) + Arrays.deepHashCode(bytes);
    }
}
