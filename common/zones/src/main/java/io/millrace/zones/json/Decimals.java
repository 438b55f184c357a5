package io.millrace.zones.json;

/** Writes exact numbers as digits. */
final class Decimals {

    /** Sign, nineteen digits, point and the zero before it. */
    static final int LONGEST_LONG = 22;

    private Decimals() {}

    /** Writes {@code unscaled} with its last {@code scale} digits after the point; returns where it ended. */
    static int write(long unscaled, int scale, byte[] out, int at) {
        int start = at;
        if (unscaled < 0) {
            out[start++] = '-';
        }
        // Negative all the way: the smallest long has no positive counterpart.
        long rest = unscaled < 0 ? unscaled : -unscaled;
        int digits = Math.max(digits(rest), scale + 1);
        int end = start + digits + (scale > 0 ? 1 : 0);
        int point = scale > 0 ? end - scale - 1 : -1;
        for (int place = end - 1; place >= start; place--) {
            if (place == point) {
                out[place] = '.';
            } else {
                out[place] = (byte) ('0' - rest % 10);
                rest /= 10;
            }
        }
        return end;
    }

    private static int digits(long negative) {
        int digits = 1;
        for (long rest = negative / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
