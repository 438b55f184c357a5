package io.millrace.pipeline.json;

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

    static Kind of(byte first) {
        return switch (first) {
            case '"' -> STRING;
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case 't' -> TRUE;
            case 'f' -> FALSE;
            case 'n' -> NULL;
            default -> NUMBER;
        };
    }
}
