package io.millrace.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The two streams that a call writes to, always UTF-8: results on {@code out}, everything else on {@code err}.
 *
 * @param outIsTerminal whether a person reads {@code out}, and no program
 * @param live whether a person watches {@code err}, so that a line may be drawn again and again
 * @param width columns of the terminal
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        OutputStream bytes,
        Style outStyle,
        Style errStyle,
        boolean outIsTerminal,
        boolean live,
        int width) {

    private static final int WIDTH = 100;
    private static final int NARROW = 40;

    /** The terminal of this process; the launcher has found out which streams are one, and how wide it is. */
    public static Terminal ofThisProcess() {
        List<String> terminals =
                Arrays.asList(System.getProperty("millrace.terminal", "").split(","));
        String type = System.getenv().getOrDefault("TERM", "");
        boolean colour = System.getenv().getOrDefault("NO_COLOR", "").isEmpty() && !type.equals("dumb");
        FileOutputStream bytes = new FileOutputStream(FileDescriptor.out);
        return new Terminal(
                writer(bytes),
                writer(new FileOutputStream(FileDescriptor.err)),
                bytes,
                new Style(colour && terminals.contains("out")),
                new Style(colour && terminals.contains("err")),
                terminals.contains("out"),
                terminals.contains("err") && !type.equals("dumb"),
                width(System.getProperty("millrace.columns", "")));
    }

    /** Plain text into two writers; nobody watches. */
    public static Terminal plain(PrintWriter out, PrintWriter err, OutputStream bytes) {
        return new Terminal(out, err, bytes, new Style(false), new Style(false), false, false, WIDTH);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int width(String columns) {
        try {
            return Math.max(NARROW, Integer.parseInt(columns));
        } catch (NumberFormatException e) {
            return WIDTH;
        }
    }
}
