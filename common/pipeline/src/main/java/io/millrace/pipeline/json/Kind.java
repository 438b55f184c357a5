package io.millrace.pipeline.json;

import java.util.Arrays;

/** What a JSON value is, told by its first byte. */
public enum Kind {
    NULL("null"),
    TRUE("a boolean"),
    FALSE("a boolean"),
    NUMBER("a number"),
    STRING("a string"),
    OBJECT("an object"),
    ARRAY("an array");

    private final String phrase;

    Kind(String phrase) {
        this.phrase = phrase;
    }

    /** What it is, in a sentence. */
    public String phrase() {
        return phrase;
    }

    private static final Kind[] BY_FIRST_BYTE = byFirstByte();

    /** The kind of a value of valid JSON that begins with this byte. */
    public static Kind of(byte first) {
        return BY_FIRST_BYTE[first];
    }

    private static Kind[] byFirstByte() {
        Kind[] kinds = new Kind[Byte.MAX_VALUE + 1];
        Arrays.fill(kinds, NUMBER);
        kinds['"'] = STRING;
        kinds['{'] = OBJECT;
        kinds['['] = ARRAY;
        kinds['t'] = TRUE;
        kinds['f'] = FALSE;
        kinds['n'] = NULL;
        return kinds;
    }
}
