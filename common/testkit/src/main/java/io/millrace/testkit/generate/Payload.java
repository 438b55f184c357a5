package io.millrace.testkit.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of bytes with the few ways of writing that JSON needs. */
final class Payload {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long[] POWERS = powers();

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void cut(int newLength) {
        length = newLength;
    }

    Payload put(int value) {
        grow(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Payload put(byte[] value) {
        return put(value, 0, value.length);
    }

    Payload put(byte[] value, int from, int count) {
        grow(count);
        System.arraycopy(value, from, bytes, length, count);
        length += count;
        return this;
    }

    Payload put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.UTF_8));
    }

    Payload fill(int value, int count) {
        grow(count);
        Arrays.fill(bytes, length, length + count, (byte) value);
        length += count;
        return this;
    }

    /** Puts bytes in the midst. */
    Payload insert(int at, byte[] value) {
        grow(value.length);
        System.arraycopy(bytes, at, bytes, at + value.length, length - at);
        System.arraycopy(value, 0, bytes, at, value.length);
        length += value.length;
        return this;
    }

    /** Decimal digits of a number that is not negative. */
    Payload digits(long value) {
        return digits(value, count(value));
    }

    /** The last {@code width} digits, with leading zeros. */
    Payload digits(long value, int width) {
        grow(width);
        long rest = value;
        for (int at = length + width - 1; at >= length; at--) {
            long next = rest / 10;
            bytes[at] = (byte) ('0' + (rest - next * 10));
            rest = next;
        }
        length += width;
        return this;
    }

    /** The last {@code width} hexadecimal digits. */
    Payload hex(long value, int width) {
        for (int digit = width - 1; digit >= 0; digit--) {
            put(HEX[(int) (value >>> (4 * digit)) & 15]);
        }
        return this;
    }

    /** Turns the ASCII letters from a place on to upper case. */
    void upperCase(int from) {
        for (int at = from; at < length; at++) {
            if (bytes[at] >= 'a' && bytes[at] <= 'z') {
                bytes[at] = (byte) (bytes[at] ^ 0x20);
            }
        }
    }

    private static int count(long value) {
        int count = 1;
        while (count < POWERS.length && value >= POWERS[count]) {
            count++;
        }
        return count;
    }

    private void grow(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    private static long[] powers() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int exponent = 1; exponent < powers.length; exponent++) {
            powers[exponent] = 10 * powers[exponent - 1];
        }
        return powers;
    }
}
