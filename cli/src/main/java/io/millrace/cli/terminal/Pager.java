package io.millrace.cli.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Shows lines a page at a time where a person sits at a terminal, with the program that {@code PAGER} names ({@code less}
 * by default, {@code cat} for none); elsewhere, or without that program, simply prints them.
 */
public final class Pager {

    private static final String VARIABLE = "PAGER";
    /** Ends by itself when all fits on the screen, keeps colours, cuts long lines, and leaves the text there. */
    private static final String LESS = "FRSX";

    private static final int NOT_FOUND = 127;

    private final Terminal terminal;
    private final Map<String, String> environment;

    public Pager(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    public void show(List<String> lines) throws IOException {
        if (!terminal.outIsTerminal() || !page(lines)) {
            lines.forEach(terminal.out()::println);
        }
        terminal.out().flush();
    }

    /** Whether there was a program that took them. */
    private boolean page(List<String> lines) throws IOException {
        terminal.out().flush();
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", environment.getOrDefault(VARIABLE, "less"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putIfAbsent("LESS", LESS);
        Process pager = builder.start();
        // Who leaves the pager early has seen enough: lines that it no longer takes are no error.
        try (PrintWriter in = new PrintWriter(pager.getOutputStream(), false, StandardCharsets.UTF_8)) {
            lines.forEach(in::println);
        }
        try {
            return pager.waitFor() != NOT_FOUND;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
