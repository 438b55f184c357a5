package io.millrace.pipeline.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text from a record as people may safely see it on a terminal or in a log: quoted, cut to a sensible length, with
 * controls, direction marks and everything else that is not visible written as {@code \}{@code u} escapes.
 */
public final class Shown {

    private static final int MOST = 60;

    private Shown() {}

    public static String quoted(byte[] utf8, int from, int to) {
        // Four bytes a code point at most: no need to decode a megabyte to show sixty characters.
        int enough = Math.min(to, from + 4 * (MOST + 2));
        return quoted(new String(utf8, from, enough - from, StandardCharsets.UTF_8));
    }

    public static String quoted(String text) {
        return '"' + cut(text) + '"';
    }

    /** The text without quotes, as numbers and other bare words are shown. */
    public static String bare(byte[] utf8, int from, int to) {
        int enough = Math.min(to, from + 4 * (MOST + 2));
        return cut(new String(utf8, from, enough - from, StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length(); count++) {
            if (count == MOST) {
                return shown.append('…').toString();
            }
            int codePoint = text.codePointAt(at);
            append(shown, codePoint);
            at += Character.charCount(codePoint);
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            shown.append('\\').append((char) codePoint);
        } else if (isVisible(codePoint)) {
            shown.appendCodePoint(codePoint);
        } else {
            for (char unit : Character.toChars(codePoint)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
