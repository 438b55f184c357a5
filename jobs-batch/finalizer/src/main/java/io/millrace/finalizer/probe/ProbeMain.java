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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

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
            return "ok " + probe(List.of(line.split("\t")));
        } catch (BadFileException | IOException | SQLException e) {
            return "bad " + oneLine(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
            return "bad " + oneLine("it cannot be read: " + e);
        }
    }

    /** Zone and dataset, then path and day of each file; gives the rows of each. */
    private String probe(List<String> parts) throws IOException, SQLException, BadFileException {
        List<Path> paths = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        boolean isClean = Zone.valueOf(parts.get(0)) == Zone.CLEAN;
        for (int at = 2; at < parts.size(); at += 2) {
            paths.add(Path.of(parts.get(at)));
            if (isClean) {
                days.add(day(parts.get(at + 1)));
            }
        }
        List<Long> rows = new ArrayList<>();
        if (!isClean) {
            for (Path path : paths) {
                rows.add(ErrorProbe.probe(path));
            }
        } else if (paths.size() == 1) {
            rows.add(clean.probe(paths.get(0), days.get(0), expected.get(parts.get(1))));
        } else {
            rows.addAll(clean.probe(paths, days, expected.get(parts.get(1))));
        }
        return rows.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** A day as the name of a folder tells it. */
    static LocalDate day(String text) throws BadFileException {
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
