package io.millrace.testkit.generate;

import java.nio.charset.StandardCharsets;

/** Spells text as JSON. */
final class Json {

    private Json() {}

    /** In quotes, with the escapes that JSON demands and no other. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == '"' || unit == '\\') {
                json.append('\\').append(unit);
            } else if (unit < ' ') {
                json.append(escape(unit));
            } else {
                json.append(unit);
            }
        }
        return json.append('"').toString();
    }

    /** Every UTF-16 unit as an escape, without quotes. */
    static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            json.append(escape(text.charAt(at)));
        }
        return json.toString();
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(char unit) {
        String hex = Integer.toHexString(unit);
        return "\\u" + "0".repeat(4 - hex.length()) + hex;
    }
}
