package io.millrace.contract.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The characters of a file that may be parsed: UTF-8 without byte order mark, printable, not too long, not empty. */
final class SourceText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String string;
    private final int[] codePoints;

    private SourceText(String string) {
        this.string = string;
        this.codePoints = string.codePoints().toArray();
    }

    static Optional<SourceText> decode(byte[] bytes, Problems problems) {
        if (bytes.length > YamlReader.MAX_BYTES) {
            problems.error(
                    Place.START,
                    "",
                    "the file is longer than 1 MiB and is not read",
                    Optional.of("split it, or look whether this is the file you meant"));
            return Optional.empty();
        }
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = decoder.decode(in, chars, true);
        String decoded = chars.flip().toString();
        if (result.isError()) {
            problems.error(
                    end(decoded),
                    String.format(Locale.ROOT, "0x%02X", bytes[in.position()]),
                    "this byte is not UTF-8",
                    Optional.of("save the file as UTF-8"));
            return Optional.empty();
        }
        return printable(decoded, problems) ? Optional.of(new SourceText(decoded)) : Optional.empty();
    }

    private static boolean printable(String text, Problems problems) {
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            problems.error(
                    Place.START,
                    "U+FEFF",
                    "the file begins with a byte order mark",
                    Optional.of("save it as UTF-8 without BOM"));
            return false;
        }
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (!printable(codePoint)) {
                problems.error(
                        end(text.substring(0, at)),
                        String.format(Locale.ROOT, "U+%04X", codePoint),
                        "this character may not stand in a YAML file",
                        Optional.of("remove it, or write it as an escape in double quotes"));
                return false;
            }
        }
        return true;
    }

    /** The printable characters of YAML 1.2, 5.1. */
    private static boolean printable(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0x7E)
                || codePoint == 0x85
                || (codePoint >= 0xA0 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD && codePoint != BYTE_ORDER_MARK)
                || codePoint >= 0x10000;
    }

    private static Place end(String text) {
        int line = 1;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '\n') {
                line++;
                start = at + 1;
            }
        }
        return new Place(line, text.codePointCount(start, text.length()) + 1);
    }

    String string() {
        return string;
    }

    /** The text between two indexes, counted in code points. */
    String slice(int from, int to) {
        int end = Math.min(to, codePoints.length);
        return from >= end ? "" : new String(codePoints, from, end - from);
    }

    /** The code point at an index, or -1 behind the last. */
    int at(int index) {
        return index < codePoints.length ? codePoints[index] : -1;
    }
}
