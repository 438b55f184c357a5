package io.millrace.cli.terminal;

/**
 * The line at the bottom of a terminal that is drawn again and again, with other lines above it. Where nobody watches,
 * nothing is drawn.
 */
public final class LiveLine {

    private static final String BACK_AND_CLEAR = "\r\033[2K";

    private final Terminal terminal;
    private String shown = "";

    public LiveLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Draws the text in place of what is shown, cut to one line. */
    public synchronized void show(String text) {
        if (terminal.live()) {
            shown = cut(text, terminal.width() - 1);
            draw(BACK_AND_CLEAR + shown);
        }
    }

    /** Prints a line that stays, above the live one. */
    public synchronized void print(String line) {
        if (shown.isEmpty()) {
            draw(line + System.lineSeparator());
        } else {
            draw(BACK_AND_CLEAR + line + System.lineSeparator() + shown);
        }
    }

    /** Takes the line away. */
    public synchronized void clear() {
        if (!shown.isEmpty()) {
            shown = "";
            draw(BACK_AND_CLEAR);
        }
    }

    private void draw(String text) {
        terminal.err().print(text);
        terminal.err().flush();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
