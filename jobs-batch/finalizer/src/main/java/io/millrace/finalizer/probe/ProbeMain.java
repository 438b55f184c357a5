package io.millrace.finalizer.probe;

import io.millrace.zones.Zone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The process that probes: reads what to expect, then a file a line, and answers each with a line. It ends with its
 * input, and so with the process that started it.
 */
public final class ProbeMain {

    static final String END_OF_EXPECTED = ".";
    static final String READY = "ready";

    private final Map<String, Expected> expected = new HashMap<>();
    private final CleanProbe clean;

    private ProbeMain(Connection engine) {
        clean = new CleanProbe(engine);
    }

    public static void main(String[] args) throws IOException, SQLException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        temporary.toFile().deleteOnExit();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Connection engine = engine()) {
            ProbeMain probe = new ProbeMain(engine);
            for (String line = in.readLine(); line != null && !line.equals(END_OF_EXPECTED); line = in.readLine()) {
                Expected one = Expected.ofLine(line);
                probe.expected.put(one.dataset(), one);
            }
            // The library that the engine has unpacked: nobody would delete it when this process is killed.
            deleteAllIn(temporary);
            out.println(READY);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(probe.answer(line));
            }
        }
    }

    /** An engine that believes no statistics, so that it looks at every value. */
    private static Connection engine() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("memory_limit", "512MB");
        settings.setProperty("temp_directory", "");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        Connection engine = DriverManager.getConnection("jdbc:duckdb:", settings);
        try (Statement statement = engine.createStatement()) {
            statement.execute(
                    "set disabled_optimizers = 'statistics_propagation,compressed_materialization,filter_pushdown'");
        }
        return engine;
    }

    static void deleteAllIn(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            // Whoever deleted it deleted all in it.
        }
    }

    private String answer(String line) {
        try {
            return "ok " + probe(line.split("\t"));
        } catch (BadFileException | IOException | SQLException e) {
            return "bad " + oneLine(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
            return "bad " + oneLine("it cannot be read: " + e);
        }
    }

    private long probe(String... parts) throws IOException, SQLException, BadFileException {
        Path path = Path.of(parts[2]);
        return Zone.valueOf(parts[0]) == Zone.CLEAN
                ? clean.probe(path, day(parts[3]), expected.get(parts[1]))
                : ErrorProbe.probe(path);
    }

    private static LocalDate day(String text) throws BadFileException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadFileException("it does not stand in the folder of a day");
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
