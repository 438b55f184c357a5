package io.millrace.cli.terminal;

import java.util.Locale;

/** Text from data, files and brokers made safe to print: what would steer a terminal or turn the reading order is shown escaped. */
public final class Visible {

    private Visible() {}

    /** The text with every control, format and separator character but the space as {@code \\u{…}}. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (isPlain(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04X", codePoint));
            }
        });
        return shown.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
