package io.millrace.zones.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;

/** Steps through one line of JSON, value by value, exactly: text comes out as the bytes that went in. */
public final class JsonCursor {

    /** Our lines nest four levels. */
    private static final int MAX_DEPTH = 64;
    /** A long holds every number of so many digits. */
    private static final int SAFE_DIGITS = 18;

    private byte[] line;
    private int start;
    private int at;
    private int end;
    private byte[] scratch = new byte[256];

    /** Stands before the first byte of the line. */
    public JsonCursor on(byte[] bytes, int from, int to) {
        line = bytes;
        start = from;
        at = from;
        end = to;
        return this;
    }

    /** Steps over exactly this byte. */
    public void expect(char token) throws JsonLineException {
        if (!take(token)) {
            throw expected("'" + token + "'");
        }
    }

    /** Steps over this byte if it is next. */
    public boolean take(char token) {
        if (at < end && line[at] == token) {
            at++;
            return true;
        }
        return false;
    }

    /** Steps over exactly these bytes. */
    public void expect(byte[] json) throws JsonLineException {
        if (!take(json)) {
            throw expected(new String(json, StandardCharsets.UTF_8));
        }
    }

    /** Steps over these bytes if they are next. */
    public boolean take(byte[] json) {
        int stop = at + json.length;
        if (stop > end || !Arrays.equals(line, at, stop, json, 0, json.length)) {
            return false;
        }
        at = stop;
        return true;
    }

    public boolean takeNull() {
        return take(NULL);
    }

    public boolean bool() throws JsonLineException {
        if (take(TRUE)) {
            return true;
        } else if (take(FALSE)) {
            return false;
        }
        throw expected("true or false");
    }

    public long number() throws JsonLineException {
        int first = at;
        boolean negative = take('-');
        long value = 0;
        int digits = 0;
        while (at < end && line[at] >= '0' && line[at] <= '9' && digits < SAFE_DIGITS) {
            value = 10 * value + (line[at++] - '0');
            digits++;
        }
        if (digits > 0 && (at == end || !isNumberPart(line[at]))) {
            return negative ? -value : value;
        }
        at = first;
        return slowNumber();
    }

    private long slowNumber() throws JsonLineException {
        String text = numberText();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw expected("an integer of 64 bits");
        }
    }

    /** The characters of a number. */
    public String numberText() throws JsonLineException {
        int first = at;
        while (at < end && isNumberPart(line[at])) {
            at++;
        }
        if (at == first) {
            throw expected("a number");
        }
        return new String(line, first, at - first, StandardCharsets.US_ASCII);
    }

    /** The UTF-8 of a string, unescaped. */
    public byte[] utf8() throws JsonLineException {
        int size = unescape();
        return Arrays.copyOf(scratch, size);
    }

    public String text() throws JsonLineException {
        int size = unescape();
        return new String(scratch, 0, size, StandardCharsets.UTF_8);
    }

    /** Epoch micros of a string such as {@code "2025-04-06T10:00:00.000000Z"}. */
    public long timestamp() throws JsonLineException {
        int size = unescape();
        try {
            return Instants.parseTimestamp(scratch, size);
        } catch (DateTimeException e) {
            throw expected("an instant with micros in UTC");
        }
    }

    /** The epoch day of a string such as {@code "2025-04-06"}. */
    public long date() throws JsonLineException {
        int size = unescape();
        try {
            return Instants.parseDate(scratch, size);
        } catch (DateTimeException e) {
            throw expected("a date");
        }
    }

    /** The bytes of a string of base64. */
    public byte[] base64() throws JsonLineException {
        byte[] encoded = utf8();
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw expected("base64");
        }
    }

    /** How many bytes of the line are behind. */
    public int position() {
        return at - start;
    }

    /** Steps over any value. */
    public void skip() throws JsonLineException {
        skip(0);
    }

    /** Nothing may follow. */
    public void expectEnd() throws JsonLineException {
        if (at != end) {
            throw expected("the end of the line");
        }
    }

    private void skip(int depth) throws JsonLineException {
        if (depth > MAX_DEPTH) {
            throw expected("less nesting");
        }
        if (at < end && line[at] == '"') {
            unescape();
        } else if (take('{')) {
            for (boolean more = !take('}'); more; more = !closes('}')) {
                unescape();
                expect(':');
                skip(depth + 1);
            }
        } else if (take('[')) {
            for (boolean more = !take(']'); more; more = !closes(']')) {
                skip(depth + 1);
            }
        } else if (!takeNull() && !take(TRUE) && !take(FALSE)) {
            numberText();
        }
    }

    /** Steps over a comma, or the closing bracket: true for the latter. */
    public boolean closes(char bracket) throws JsonLineException {
        if (take(',')) {
            return false;
        }
        expect(bracket);
        return true;
    }

    /** Unescapes the string that is next into the scratch; returns its size. */
    private int unescape() throws JsonLineException {
        expect('"');
        int size = 0;
        while (true) {
            int first = at;
            while (at < end && line[at] != '"' && line[at] != '\\' && (line[at] & 0xFF) >= 0x20) {
                at++;
            }
            size = append(first, at - first, size);
            if (at == end || (line[at] & 0xFF) < 0x20) {
                throw expected("the end of a string");
            }
            if (line[at++] == '"') {
                return size;
            }
            size = unescapeOne(size);
        }
    }

    private int append(int first, int count, int size) {
        room(size + count);
        System.arraycopy(line, first, scratch, size, count);
        return size + count;
    }

    private int unescapeOne(int size) throws JsonLineException {
        if (at == end) {
            throw expected("an escape");
        }
        byte kind = line[at++];
        if (kind == 'u') {
            return unicode(size);
        }
        int index = ESCAPED.indexOf(kind);
        if (index < 0) {
            throw expected("an escape");
        }
        room(size + 1);
        scratch[size] = (byte) MEANT.charAt(index);
        return size + 1;
    }

    private int unicode(int size) throws JsonLineException {
        int unit = hex4();
        int codePoint = unit;
        if (Character.isHighSurrogate((char) unit) && take(ESCAPED_UNIT)) {
            codePoint = Character.toCodePoint((char) unit, (char) hex4());
        }
        if (!Character.isValidCodePoint(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)) {
            throw expected("a whole character");
        }
        byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        room(size + encoded.length);
        System.arraycopy(encoded, 0, scratch, size, encoded.length);
        return size + encoded.length;
    }

    private int hex4() throws JsonLineException {
        int value = 0;
        for (int digit = 0; digit < 4; digit++, at++) {
            int nibble = at < end ? Character.digit(line[at], 16) : -1;
            if (nibble < 0) {
                throw expected("four hex digits");
            }
            value = (value << 4) | nibble;
        }
        return value;
    }

    private void room(int size) {
        if (scratch.length < size) {
            scratch = Arrays.copyOf(scratch, Math.max(size, 2 * scratch.length));
        }
    }

    private JsonLineException expected(String what) {
        return new JsonLineException("expected " + what + " at byte " + (at - start));
    }

    private static boolean isNumberPart(byte unit) {
        return (unit >= '0' && unit <= '9') || unit == '-' || unit == '+' || unit == '.' || unit == 'e' || unit == 'E';
    }

    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";
    private static final byte[] ESCAPED_UNIT = {'\\', 'u'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
}
