package io.millrace.cli;

import io.millrace.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A call made inside this JVM, and what it answered. */
public record Called(Exit exit, String out, String err) {

    /** Calls in a folder, with nothing in the environment. */
    public static Called in(Path folder, String... args) {
        return in(folder, Map.of(), args);
    }

    public static Called in(Path folder, Map<String, String> environment, String... args) {
        return of(folder, home(), environment, args);
    }

    /** Calls from a checkout that need not be this one. */
    public static Called of(Path folder, Path home, Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Terminal terminal = Terminal.plain(new PrintWriter(out, true), new PrintWriter(err, true), bytes);
        Exit exit = new Millrace(new Surroundings(terminal, environment, folder, home)).run(args);
        return new Called(exit, out + bytes.toString(StandardCharsets.UTF_8), err.toString());
    }

    /** The checkout. */
    public static Path home() {
        return Path.of(System.getProperty("millrace.home"));
    }
}
