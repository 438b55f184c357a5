package io.millrace.contract.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A JSON object that keeps the order of its members; holds text, numbers, booleans, lists and objects. */
public final class JsonObject {

    private static final String INDENT = "  ";

    private final Map<String, Object> members = new LinkedHashMap<>();

    public JsonObject with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds every member of another object. */
    public JsonObject withAll(JsonObject other) {
        members.putAll(other.members);
        return this;
    }

    /** The JSON value that a YAML scalar of that text spells. */
    static Object scalar(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : text;
    }

    /** Indented JSON, as people read it. */
    public String pretty() {
        return write(this, "");
    }

    private static String write(Object value, String indent) {
        if (value instanceof JsonObject object) {
            return object.members.isEmpty() ? "{}" : object.write(indent);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> write(item, indent)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? quote(text) : String.valueOf(value);
    }

    private String write(String indent) {
        String inner = indent + INDENT;
        return members.entrySet().stream()
                .map(member -> inner + quote(member.getKey()) + ": " + write(member.getValue(), inner))
                .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
