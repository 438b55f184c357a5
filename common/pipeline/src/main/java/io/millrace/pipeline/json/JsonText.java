package io.millrace.pipeline.json;

import java.nio.charset.StandardCharsets;

/** The inside of a JSON string that has backslashes, as the text it spells. */
public final class JsonText {

    private JsonText() {}

    /** The text, units of UTF-16 as the escapes name them: a lone surrogate stays one. The slice is valid JSON. */
    public static String unescape(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int plainEnd = at;
            while (plainEnd < to && bytes[plainEnd] != '\\') {
                plainEnd++;
            }
            text.append(new String(bytes, at, plainEnd - at, StandardCharsets.UTF_8));
            at = plainEnd;
            if (at < to) {
                text.append(unit(bytes, at));
                at += bytes[at + 1] == 'u' ? 6 : 2;
            }
        }
        return text.toString();
    }

    /** Whether it holds U+0000 or a surrogate without its other half: no text that UTF-8 or a database can keep. */
    public static boolean isBad(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == 0 || Character.isLowSurrogate(unit)) {
                return true;
            }
            if (Character.isHighSurrogate(unit)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static char unit(byte[] bytes, int backslash) {
        byte kind = bytes[backslash + 1];
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex(bytes, backslash + 2);
            default -> (char) kind;
        };
    }

    private static char hex(byte[] bytes, int from) {
        int unit = 0;
        for (int at = from; at < from + 4; at++) {
            unit = (unit << 4) + Character.digit(bytes[at], 16);
        }
        return (char) unit;
    }
}
