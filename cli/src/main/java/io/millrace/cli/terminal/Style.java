package io.millrace.cli.terminal;

/** Colour, where the reader has a terminal that wants it; else the text as it is. */
public record Style(boolean colour) {

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String doubtful(String text) {
        return paint("33", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
