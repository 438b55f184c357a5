package io.millrace.pipeline.json;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.text.Bytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the members of a JSON object one by one, by the letter of RFC 8259, from bytes already known to be UTF-8. Nested
 * values are checked and passed over, never built.
 *
 * <p>It is our own code because no library that we keep gives byte offsets, the strict grammar, values byte for byte and
 * a choice of what to do about each fault, all at once.
 */
public final class JsonScanner {

    /** The root is at depth 1. */
    public static final int MAX_DEPTH = 64;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int FAILED = -1;

    private byte[] bytes = {};
    private int at;
    private boolean first;
    private boolean escaped;
    private Fault fault;
    private int nameFrom;
    private int nameTo;
    private boolean nameEscaped;
    private boolean nameGuessed;
    private int valueFrom;
    private int valueTo;
    private boolean valueEscaped;

    /** Begins with another text: true when its root is an object whose members can be read now. */
    public boolean open(byte[] json) {
        bytes = json;
        fault = null;
        first = true;
        at = skipSpace(0);
        if (at < bytes.length && bytes[at] == '{') {
            at++;
            return true;
        }
        int end = value(at, 0);
        if (end != FAILED) {
            expectEnd(end);
        }
        return false;
    }

    /** The text that was opened last. */
    public byte[] bytes() {
        return bytes;
    }

    /** What stopped the reading, or null when the text is JSON as far as it was read. */
    public Fault fault() {
        return fault;
    }

    /**
     * Reads the name of the next member; false at the end of the text, or when there is a fault.
     *
     * @param guess the name with its quotes that is likely to come, free of anything to escape
     */
    public boolean nextName(byte[] guess) {
        int here = skipSpace(at);
        if (here < bytes.length && bytes[here] == '}') {
            expectEnd(here + 1);
            return false;
        }
        if (!first) {
            if (here >= bytes.length || bytes[here] != ',') {
                return failed(here, "a comma or }");
            }
            here = skipSpace(here + 1);
        }
        first = false;
        if (here >= bytes.length || bytes[here] != '"') {
            return failed(here, "a member name in double quotes");
        }
        nameFrom = here + 1;
        nameGuessed = Bytes.standsAt(guess, bytes, here, bytes.length);
        if (nameGuessed) {
            at = here + guess.length;
            nameTo = at - 1;
            nameEscaped = false;
            return true;
        }
        nameTo = stringEnd(nameFrom);
        nameEscaped = escaped;
        at = nameTo + 1;
        return nameTo != FAILED;
    }

    /** Reads the value that belongs to the name just read; false when there is a fault. */
    public boolean readValue() {
        int colon = skipSpace(at);
        if (colon >= bytes.length || bytes[colon] != ':') {
            return failed(colon, "a colon");
        }
        valueFrom = skipSpace(colon + 1);
        valueTo = value(valueFrom, 1);
        valueEscaped = escaped;
        at = valueTo;
        return valueTo != FAILED;
    }

    /** First byte of the name, after its quote. */
    public int nameFrom() {
        return nameFrom;
    }

    /** The closing quote of the name. */
    public int nameTo() {
        return nameTo;
    }

    /** Whether the name is the one that was guessed. */
    public boolean nameGuessed() {
        return nameGuessed;
    }

    public boolean nameEscaped() {
        return nameEscaped;
    }

    /** First byte of the value, quote or bracket included. */
    public int valueFrom() {
        return valueFrom;
    }

    /** One behind the last byte of the value. */
    public int valueTo() {
        return valueTo;
    }

    /** Whether the value, when it is a string, has a backslash in it. */
    public boolean valueEscaped() {
        return valueEscaped;
    }

    /** End of the value that begins there, or FAILED. Goes as deep as {@link #MAX_DEPTH}, no deeper. */
    private int value(int from, int depth) {
        if (from >= bytes.length) {
            return fail(from, "a value");
        }
        return switch (bytes[from]) {
            case '"' -> string(from);
            case '{' -> object(from, depth + 1);
            case '[' -> array(from, depth + 1);
            case 't' -> literal(from, "true");
            case 'f' -> literal(from, "false");
            case 'n' -> literal(from, "null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(from);
            default -> fail(from, "a value");
        };
    }

    private int object(int from, int depth) {
        if (depth > MAX_DEPTH) {
            return tooDeep(from);
        }
        int here = skipSpace(from + 1);
        if (here < bytes.length && bytes[here] == '}') {
            return here + 1;
        }
        while (true) {
            if (here >= bytes.length || bytes[here] != '"') {
                return fail(here, "a member name in double quotes");
            }
            int name = string(here);
            if (name == FAILED) {
                return FAILED;
            }
            int colon = skipSpace(name);
            if (colon >= bytes.length || bytes[colon] != ':') {
                return fail(colon, "a colon");
            }
            here = value(skipSpace(colon + 1), depth);
            if (here == FAILED) {
                return FAILED;
            }
            here = skipSpace(here);
            if (here < bytes.length && bytes[here] == '}') {
                return here + 1;
            }
            if (here >= bytes.length || bytes[here] != ',') {
                return fail(here, "a comma or }");
            }
            here = skipSpace(here + 1);
        }
    }

    private int array(int from, int depth) {
        if (depth > MAX_DEPTH) {
            return tooDeep(from);
        }
        int here = skipSpace(from + 1);
        if (here < bytes.length && bytes[here] == ']') {
            return here + 1;
        }
        while (true) {
            here = value(here, depth);
            if (here == FAILED) {
                return FAILED;
            }
            here = skipSpace(here);
            if (here < bytes.length && bytes[here] == ']') {
                return here + 1;
            }
            if (here >= bytes.length || bytes[here] != ',') {
                return fail(here, "a comma or ]");
            }
            here = skipSpace(here + 1);
        }
    }

    private int literal(int from, String word) {
        for (int index = 1; index < word.length(); index++) {
            if (from + index >= bytes.length || bytes[from + index] != word.charAt(index)) {
                return fail(from, "a value");
            }
        }
        return from + word.length();
    }

    private int number(int from) {
        int here = bytes[from] == '-' ? from + 1 : from;
        here = here < bytes.length && bytes[here] == '0' ? here + 1 : digits(here);
        if (here != FAILED && here < bytes.length && bytes[here] == '.') {
            here = digits(here + 1);
        }
        if (here != FAILED && here < bytes.length && (bytes[here] | 0x20) == 'e') {
            boolean signed = here + 1 < bytes.length && (bytes[here + 1] == '-' || bytes[here + 1] == '+');
            here = digits(here + (signed ? 2 : 1));
        }
        return here;
    }

    /** End of a run of at least one digit. */
    private int digits(int from) {
        int here = from;
        while (here < bytes.length && bytes[here] >= '0' && bytes[here] <= '9') {
            here++;
        }
        return here == from ? fail(here, "a digit") : here;
    }

    private int string(int quote) {
        int close = stringEnd(quote + 1);
        return close == FAILED ? FAILED : close + 1;
    }

    /** The closing quote of the string whose first byte stands there; {@link #escaped} tells of backslashes. */
    private int stringEnd(int from) {
        escaped = false;
        int here = from;
        while (true) {
            here = plainEnd(here);
            if (here >= bytes.length) {
                return fail(here, "the end of a string");
            }
            if (bytes[here] == '"') {
                return here;
            }
            if (bytes[here] != '\\') {
                return fail(here, "a control character to be escaped");
            }
            escaped = true;
            here = escapeEnd(here);
            if (here == FAILED) {
                return FAILED;
            }
        }
    }

    /** The first quote, backslash or control character, eight bytes at a time. */
    private int plainEnd(int from) {
        int here = from;
        while (here + Long.BYTES <= bytes.length) {
            long word = (long) LONGS.get(bytes, here);
            long special = zeroBytes(word ^ (ONES * '"')) | zeroBytes(word ^ (ONES * '\\')) | below(word, ' ');
            if (special != 0) {
                // The lowest flag is never false; those above it may be, through a borrow.
                return here + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            here += Long.BYTES;
        }
        while (here < bytes.length && bytes[here] != '"' && bytes[here] != '\\' && (bytes[here] & 0xFF) >= ' ') {
            here++;
        }
        return here;
    }

    private int escapeEnd(int backslash) {
        int here = backslash + 1;
        if (here >= bytes.length) {
            return fail(here, "the end of a string");
        }
        return switch (bytes[here]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> here + 1;
            case 'u' -> hexEnd(here + 1);
            default -> fail(backslash, "an escape that JSON knows");
        };
    }

    private int hexEnd(int from) {
        for (int here = from; here < from + 4; here++) {
            if (here >= bytes.length || Character.digit(bytes[here], 16) < 0) {
                return fail(here, "four hexadecimal digits");
            }
        }
        return from + 4;
    }

    private int skipSpace(int from) {
        int here = from;
        while (here < bytes.length && bytes[here] <= ' ' && isSpace(bytes[here])) {
            here++;
        }
        return here;
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    private void expectEnd(int from) {
        at = skipSpace(from);
        if (at < bytes.length) {
            fail(at, "nothing more after the value");
        }
    }

    private boolean failed(int offset, String expected) {
        fail(offset, expected);
        return false;
    }

    private int fail(int offset, String expected) {
        String where = offset >= bytes.length ? "at its end (byte " + offset + ")" : "at byte " + offset;
        fault = new Fault(Code.MALFORMED, offset, "not JSON: expected " + expected + " " + where);
        return FAILED;
    }

    private int tooDeep(int offset) {
        fault = new Fault(Code.TOO_DEEP, offset, "nested deeper than " + MAX_DEPTH + " levels at byte " + offset);
        return FAILED;
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGH_BITS;
    }

    private static long below(long word, int limit) {
        return (word - ONES * limit) & ~word & HIGH_BITS;
    }
}
