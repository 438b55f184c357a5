package io.millrace.pipeline.judge;

import io.millrace.contract.Standardizer;
import java.util.List;

/**
 * Standardizes ASCII text in place, byte by byte, with the same result as {@link
 * io.millrace.contract.text.Standardizers}. Reused from text to text.
 */
final class AsciiText {

    private byte[] bytes = new byte[64];
    private int from;
    private int to;

    /** Copies the text and standardizes it; false when {@link Standardizer#EMPTY_TO_NULL} made it absent. */
    boolean standardize(List<Standardizer> standardizers, byte[] text, int begin, int end) {
        if (bytes.length < end - begin) {
            bytes = new byte[Math.max(end - begin, 2 * bytes.length)];
        }
        from = 0;
        to = end - begin;
        System.arraycopy(text, begin, bytes, 0, to);
        for (int index = 0; index < standardizers.size(); index++) {
            Standardizer standardizer = standardizers.get(index);
            if (standardizer == Standardizer.EMPTY_TO_NULL && from == to) {
                return false;
            }
            carryOut(standardizer);
        }
        return true;
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

    private void carryOut(Standardizer standardizer) {
        switch (standardizer) {
            case TRIM -> trim();
            case STRIP_SPACES -> stripSpaces();
            case COLLAPSE_SPACES -> collapseSpaces();
            case UPPER -> shiftCase('a', 'z', 'A' - 'a');
            case LOWER -> shiftCase('A', 'Z', 'a' - 'A');
            case NFC, EMPTY_TO_NULL -> {
                // ASCII is in NFC; the empty text was looked for before.
            }
        }
    }

    private void trim() {
        while (from < to && isSpace(bytes[from])) {
            from++;
        }
        while (to > from && isSpace(bytes[to - 1])) {
            to--;
        }
    }

    private void stripSpaces() {
        int kept = from;
        for (int at = from; at < to; at++) {
            if (!isSpace(bytes[at])) {
                bytes[kept++] = bytes[at];
            }
        }
        to = kept;
    }

    private void collapseSpaces() {
        trim();
        int kept = from;
        for (int at = from; at < to; at++) {
            if (!isSpace(bytes[at])) {
                bytes[kept++] = bytes[at];
            } else if (!isSpace(bytes[at - 1])) {
                bytes[kept++] = ' ';
            }
        }
        to = kept;
    }

    private void shiftCase(char first, char last, int distance) {
        for (int at = from; at < to; at++) {
            if (bytes[at] >= first && bytes[at] <= last) {
                bytes[at] += (byte) distance;
            }
        }
    }

    private static boolean isSpace(byte value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }
}
