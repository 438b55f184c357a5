package io.millrace.contract.time;

import java.nio.charset.StandardCharsets;

/** ASCII digits of fixed width, read from and written to bytes. */
final class Digits {

    private Digits() {}

    /** The number that exactly {@code count} digits spell, or -1 when one of them is no digit or beyond {@code to}. */
    static int read(byte[] bytes, int from, int count, int to) {
        if (from + count > to) {
            return -1;
        }
        int value = 0;
        for (int at = from; at < from + count; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static boolean at(byte[] bytes, int at, int to) {
        return at < to && bytes[at] >= '0' && bytes[at] <= '9';
    }

    static void write(int value, byte[] target, int from, int count) {
        int rest = value;
        for (int at = from + count - 1; at >= from; at--) {
            target[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The text as bytes; what is not ASCII becomes a byte that no grammar here takes. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
