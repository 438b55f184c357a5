package io.millrace.pipeline.judge;

import io.millrace.contract.Standardizer;
import io.millrace.pipeline.text.Bytes;
import java.util.List;

/**
 * Standardizes plain text byte by byte, with the same result as {@link io.millrace.contract.text.Standardizers}. Plain
 * is ASCII and, when no case is changed, what follows it up to U+02FF without U+0080 to U+00BF: no white space and
 * nothing that normalization would change is among it. Reused from text to text.
 */
final class PlainText {

    /** First byte of U+0080 to U+00BF, where NEL and the no-break space are. */
    private static final int NOT_PLAIN = 0xC2;

    /** First byte of U+0300 and all that follows. */
    private static final int BEYOND = 0xCC;

    private static final int ASCII = 128;
    private static final byte DROPPED = -1;

    private final boolean trims;
    private final boolean collapses;
    private final boolean changesCase;

    /** What becomes of each byte of ASCII; null when each stays what it is. */
    private final byte[] becomes;

    private byte[] bytes = new byte[64];
    private int from;
    private int to;

    PlainText(List<Standardizer> standardizers) {
        trims = standardizers.contains(Standardizer.TRIM);
        collapses = standardizers.contains(Standardizer.COLLAPSE_SPACES);
        changesCase = standardizers.contains(Standardizer.UPPER) || standardizers.contains(Standardizer.LOWER);
        boolean strips = standardizers.contains(Standardizer.STRIP_SPACES);
        becomes = changesCase || strips ? becomes(standardizers) : null;
    }

    /** Whether the order of these standardizers makes no difference to plain text. */
    static boolean handles(List<Standardizer> standardizers) {
        int empty = standardizers.indexOf(Standardizer.EMPTY_TO_NULL);
        return empty < 0 || empty == standardizers.size() - 1;
    }

    /** Standardizes the text, but for {@link Standardizer#EMPTY_TO_NULL}; false when it is not plain. */
    boolean take(byte[] text, int begin, int end) {
        if (!isPlain(text, begin, end)) {
            return false;
        }
        from = begin;
        to = end;
        if (trims || collapses) {
            trim(text);
        }
        if (!standsInPlace()) {
            copy(text);
        }
        return true;
    }

    /** Takes text that is standardized already. */
    void set(byte[] text) {
        need(text.length);
        System.arraycopy(text, 0, bytes, 0, text.length);
        from = 0;
        to = text.length;
    }

    /** Whether plain text needs no byte changed, so that it stays where it is, between {@link #from} and {@link #to}. */
    boolean standsInPlace() {
        return becomes == null && !collapses;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private boolean isPlain(byte[] text, int begin, int end) {
        for (int at = Bytes.asciiEnd(text, begin, end); at < end; at++) {
            int value = text[at] & 0xFF;
            if (value >= ASCII && (changesCase || value == NOT_PLAIN || value >= BEYOND)) {
                return false;
            }
        }
        return true;
    }

    private void trim(byte[] text) {
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (to > from && isSpace(text[to - 1])) {
            to--;
        }
    }

    private void copy(byte[] text) {
        need(to - from);
        int kept = 0;
        boolean gap = false;
        for (int at = from; at < to; at++) {
            byte value = text[at];
            byte changed = becomes == null || value < 0 ? value : becomes[value];
            if (changed != DROPPED) {
                boolean space = collapses && isSpace(changed);
                bytes[kept] = space ? (byte) ' ' : changed;
                kept += space && gap ? 0 : 1;
                gap = space;
            }
        }
        from = 0;
        to = kept;
    }

    private void need(int length) {
        if (bytes.length < length) {
            bytes = new byte[2 * length];
        }
    }

    private static byte[] becomes(List<Standardizer> standardizers) {
        byte[] becomes = new byte[ASCII];
        for (int value = 0; value < ASCII; value++) {
            becomes[value] = (byte) value;
            for (Standardizer standardizer : standardizers) {
                becomes[value] = becomes(standardizer, becomes[value]);
            }
        }
        return becomes;
    }

    private static byte becomes(Standardizer standardizer, byte value) {
        return switch (standardizer) {
            case STRIP_SPACES -> isSpace(value) ? DROPPED : value;
            case UPPER -> value >= 'a' && value <= 'z' ? (byte) (value - 'a' + 'A') : value;
            case LOWER -> value >= 'A' && value <= 'Z' ? (byte) (value - 'A' + 'a') : value;
            case TRIM, COLLAPSE_SPACES, NFC, EMPTY_TO_NULL -> value;
        };
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }
}
