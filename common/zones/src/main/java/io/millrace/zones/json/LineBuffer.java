package io.millrace.zones.json;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A growing array of bytes in which JSON lines are built; cleared and used again for the next line. Text is escaped
 * straight from its bytes, so that what is valid UTF-8 comes back byte for byte.
 */
public final class LineBuffer {

    private static final int START_CAPACITY = 1024;
    /** Beyond this a buffer that held one huge line gives its memory back when cleared. */
    private static final int KEPT_CAPACITY = 4 << 20;
    /** Bytes of input that are escaped before room is made again: one byte becomes at most six. */
    private static final int CHUNK = 4096;

    private static final int LONGEST_ESCAPE = 6;
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
    private static final byte[] NULL = ascii("null");

    /** For each byte below 0x80: 0 as it is, 'u' by its code, else the letter of its short escape. */
    private static final byte[] ESCAPES = escapes();

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One in each of eight bytes, and the highest bit of each. */
    private static final long ONES = 0x0101010101010101L;

    private static final long HIGHEST = ONES << 7;

    private byte[] bytes = new byte[START_CAPACITY];
    private int length;

    /** The bytes so far; only the first {@link #length()} count, and only until the next change. */
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public void clear() {
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[START_CAPACITY];
        }
        length = 0;
    }

    /** Forgets what was written since the buffer had this length. */
    public void truncate(int mark) {
        length = mark;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    public LineBuffer raw(int ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Bytes that are JSON already, such as a name with its quotes and colon. */
    public LineBuffer raw(byte[] json) {
        ensure(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    public LineBuffer nullValue() {
        return raw(NULL);
    }

    public LineBuffer number(long value) {
        ensure(Decimals.LONGEST_LONG);
        length = Decimals.write(value, 0, bytes, length);
        return this;
    }

    /** An exact decimal: {@code unscaled} with its last {@code scale} digits after the point. */
    public LineBuffer decimal(long unscaled, int scale) {
        ensure(Decimals.LONGEST_LONG + scale);
        length = Decimals.write(unscaled, scale, bytes, length);
        return this;
    }

    /** {@code "2025-04-06T10:00:00.000000Z"}, quotes included. */
    public LineBuffer timestamp(long epochMicros) {
        ensure(Instants.TIMESTAMP_LENGTH + 2);
        bytes[length++] = '"';
        length = Instants.writeTimestamp(epochMicros, bytes, length);
        bytes[length++] = '"';
        return this;
    }

    /** {@code "2025-04-06"}, quotes included. */
    public LineBuffer date(long epochDay) {
        ensure(Instants.DATE_LENGTH + 2);
        bytes[length++] = '"';
        length = Instants.writeDate(epochDay, bytes, length);
        bytes[length++] = '"';
        return this;
    }

    /** A JSON string; a lone surrogate, which no reader agrees on, becomes U+FFFD. */
    public LineBuffer text(String text) {
        ensure(2);
        bytes[length++] = '"';
        int at = 0;
        while (at < text.length()) {
            int stop = Math.min(text.length(), at + CHUNK);
            ensure(LONGEST_ESCAPE * (stop - at + 1) + 1);
            while (at < stop) {
                char unit = text.charAt(at);
                if (unit < 0x80) {
                    ascii(unit);
                    at++;
                } else {
                    int codePoint = text.codePointAt(at);
                    utf8(codePoint);
                    at += Character.charCount(codePoint);
                }
            }
        }
        bytes[length++] = '"';
        return this;
    }

    /** A JSON string of text that is known to be UTF-8. */
    public LineBuffer utf8(byte[] text) {
        if (!tryUtf8(text)) {
            throw new IllegalArgumentException("not UTF-8");
        }
        return this;
    }

    /** A JSON string of these bytes; false, and nothing written, when they are not UTF-8. */
    public boolean tryUtf8(byte[] text) {
        int mark = length;
        ensure(2);
        bytes[length++] = '"';
        int at = 0;
        while (at < text.length) {
            int stop = Math.min(text.length, at + CHUNK);
            ensure(LONGEST_ESCAPE * (stop - at) + 4);
            while ((at = plain(text, at, stop)) < stop) {
                byte unit = text[at];
                if (unit >= 0) {
                    ascii(unit);
                    at++;
                } else {
                    int size = Utf8.sequence(text, at, text.length);
                    if (size == 0) {
                        length = mark;
                        return false;
                    }
                    for (int end = at + size; at < end; at++) {
                        bytes[length++] = text[at];
                    }
                }
            }
        }
        bytes[length++] = '"';
        return true;
    }

    /** Takes over eight bytes at a time until one of them is not ASCII or must be escaped; returns how far it came. */
    private int plain(byte[] text, int from, int stop) {
        int at = from;
        while (at + Long.BYTES <= stop) {
            long eight = (long) EIGHT.get(text, at);
            EIGHT.set(bytes, length, eight);
            int plain = Long.numberOfTrailingZeros(special(eight)) / Byte.SIZE;
            length += plain;
            at += plain;
            if (plain < Long.BYTES) {
                break;
            }
        }
        return at;
    }

    /** The lowest bit that is set is the highest of the first byte that cannot be taken over as it is. */
    private static long special(long eight) {
        long below = eight - ' ' * ONES;
        return (eight | below | zeros(eight ^ ('"' * ONES)) | zeros(eight ^ ('\\' * ONES))) & HIGHEST;
    }

    /** The lowest of the highest bits of bytes that is set is that of the first byte that is zero. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }

    /** A JSON string of the base64 of {@code size} first bytes. */
    public LineBuffer base64(byte[] data, int size) {
        raw('"');
        byte[] encoded =
                Base64.getEncoder().encode(ByteBuffer.wrap(data, 0, size)).array();
        return raw(encoded).raw('"');
    }

    /** A JSON string of lower-case hex digits. */
    public LineBuffer hex(byte[] data) {
        ensure(2 * data.length + 2);
        bytes[length++] = '"';
        for (byte value : data) {
            bytes[length++] = HEX[(value >> 4) & 0xF];
            bytes[length++] = HEX[value & 0xF];
        }
        bytes[length++] = '"';
        return this;
    }

    private void ascii(int unit) {
        byte escape = ESCAPES[unit];
        if (escape == 0) {
            bytes[length++] = (byte) unit;
            return;
        }
        bytes[length++] = '\\';
        bytes[length++] = escape;
        if (escape == 'u') {
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[unit >> 4];
            bytes[length++] = HEX[unit & 0xF];
        }
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                for (byte unit : REPLACEMENT) {
                    bytes[length++] = unit;
                }
                return;
            }
            bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
            bytes[length++] = continuation(codePoint >> 6);
        } else {
            bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
            bytes[length++] = continuation(codePoint >> 12);
            bytes[length++] = continuation(codePoint >> 6);
        }
        bytes[length++] = continuation(codePoint);
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.max((long) length + more, 2L * bytes.length);
            if ((long) length + more > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError("a line of more than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, 0x20, (byte) 'u');
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\f'] = 'f';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
