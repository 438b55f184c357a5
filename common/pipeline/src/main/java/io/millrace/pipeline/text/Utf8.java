package io.millrace.pipeline.text;

/** UTF-8 as the Unicode standard defines it: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {

    private Utf8() {}

    /** Where the first byte stands that cannot be part of valid UTF-8, or -1 when all of it is valid. */
    public static int invalidAt(byte[] bytes) {
        int at = 0;
        while (true) {
            at = Bytes.asciiEnd(bytes, at, bytes.length);
            if (at == bytes.length) {
                return -1;
            }
            int length = sequenceLength(bytes, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
    }

    public static boolean isAscii(byte[] bytes, int from, int to) {
        return Bytes.asciiEnd(bytes, from, to) == to;
    }

    /** How many code points valid UTF-8 holds. */
    public static int codePoints(byte[] bytes, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            count += isContinuation(bytes[at]) ? 0 : 1;
        }
        return count;
    }

    /** Where the last {@code count} code points of valid UTF-8 begin; {@code from} when there are not as many. */
    public static int lastCodePoints(byte[] bytes, int from, int to, int count) {
        int at = to;
        for (int found = 0; at > from && found < count; ) {
            at--;
            found += isContinuation(bytes[at]) ? 0 : 1;
        }
        return at;
    }

    /** Bytes of the sequence that begins with the byte of a non-ASCII code point, or 0 when it is not valid. */
    private static int sequenceLength(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first >= 0xC2 && first <= 0xDF) {
            return continues(bytes, at, 1, 0x80, 0xBF) ? 2 : 0;
        } else if (first >= 0xE0 && first <= 0xEF) {
            int least = first == 0xE0 ? 0xA0 : 0x80;
            int most = first == 0xED ? 0x9F : 0xBF;
            return continues(bytes, at, 2, least, most) ? 3 : 0;
        } else if (first >= 0xF0 && first <= 0xF4) {
            int least = first == 0xF0 ? 0x90 : 0x80;
            int most = first == 0xF4 ? 0x8F : 0xBF;
            return continues(bytes, at, 3, least, most) ? 4 : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int at, int count, int least, int most) {
        if (at + count >= bytes.length) {
            return false;
        }
        int second = bytes[at + 1] & 0xFF;
        boolean valid = second >= least && second <= most;
        for (int next = at + 2; next <= at + count; next++) {
            valid &= isContinuation(bytes[next]);
        }
        return valid;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }
}
