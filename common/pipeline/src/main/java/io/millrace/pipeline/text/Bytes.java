package io.millrace.pipeline.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Comparing and copying of short runs of bytes, eight at a time: quicker than the calls made for long ones. */
public final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Bytes() {}

    /** Whether all of {@code expected} stands at that place, and there is room for it before {@code to}. */
    public static boolean standsAt(byte[] expected, byte[] bytes, int from, int to) {
        int length = expected.length;
        if (from + length > to) {
            return false;
        }
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            if ((long) LONGS.get(expected, at) != (long) LONGS.get(bytes, from + at)) {
                return false;
            }
        }
        for (; at < length; at++) {
            if (expected[at] != bytes[from + at]) {
                return false;
            }
        }
        return true;
    }

    /** Where ASCII ends: the first byte of another code point, or {@code to}. */
    public static int asciiEnd(byte[] bytes, int from, int to) {
        int at = from;
        int blocksEnd = to - 4 * Long.BYTES;
        while (at <= blocksEnd) {
            long all = (long) LONGS.get(bytes, at)
                    | (long) LONGS.get(bytes, at + 8)
                    | (long) LONGS.get(bytes, at + 16)
                    | (long) LONGS.get(bytes, at + 24);
            if ((all & HIGH_BITS) != 0) {
                break;
            }
            at += 4 * Long.BYTES;
        }
        while (at + Long.BYTES <= to && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }
}
