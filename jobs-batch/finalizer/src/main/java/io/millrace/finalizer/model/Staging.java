package io.millrace.finalizer.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Staging, and the variables that it reads: {@code load_timestamp}, {@code run}, {@code longest_line}, and one list of
 * files for each zone and dataset. What reads the zones is a view; of small files it is a table, so that many readers of
 * many files open each file once.
 */
final class Staging implements AutoCloseable {

    private static final String JOINS_AS_WRITTEN = "set disabled_optimizers = 'build_side_probe_side'";

    private static final String JOINS_AS_PLANNED = "reset disabled_optimizers";

    private final Database database;
    private final List<SqlObject> staging;
    private final EmptyFiles empties;
    private final Set<SqlObject> tables;
    private final Set<SqlObject> filled = new HashSet<>();
    private List<NewFile> shown = List.of();

    /**
     * @param groups the files that will be shown, those of one run at a time; it begins with the first of them
     */
    Staging(
            Database database,
            List<SqlObject> staging,
            EmptyFiles empties,
            List<List<NewFile>> groups,
            Instant loadTimestamp,
            long keptBytes)
            throws SQLException {
        List<NewFile> all = groups.stream().flatMap(List::stream).toList();
        this.database = database;
        this.staging = staging;
        this.empties = empties;
        this.tables = bytes(all) > keptBytes
                ? Set.of()
                : staging.stream()
                        .filter(object -> isFed(object, all))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        String timestamp =
                LocalDateTime.ofInstant(loadTimestamp, ZoneOffset.UTC).toString();
        database.run("set variable load_timestamp = timestamp " + Database.literal(timestamp));
        shown = groups.isEmpty() ? List.of() : groups.get(0);
        variables();
        asWritten(() -> {
            for (SqlObject object : staging) {
                create(object);
                if (isFed(object, shown)) {
                    filled.add(object);
                }
            }
        });
        if (tables.isEmpty()) {
            // Whoever reads a view plans its joins.
            database.run(JOINS_AS_WRITTEN);
        }
    }

    /** A statement or several. */
    private interface Statements {
        void run() throws SQLException;
    }

    /**
     * Leaves joins as staging writes them: the engine takes the rows of all files to be as many as those of the first, which
     * has none, and would keep them in memory to look up the few of the other side.
     */
    private void asWritten(Statements statements) throws SQLException {
        database.run(JOINS_AS_WRITTEN);
        statements.run();
        database.run(JOINS_AS_PLANNED);
    }

    private void create(SqlObject object) throws SQLException {
        database.run("create or replace temp " + (tables.contains(object) ? "table " : "view ")
                + Database.quoted(object.name()) + " as " + object.query());
    }

    private static boolean isFed(SqlObject object, List<NewFile> files) {
        return object.zones().stream().anyMatch(zone -> files.stream().anyMatch(zone::takes));
    }

    private static long bytes(List<NewFile> files) {
        try {
            long bytes = 0;
            for (NewFile file : files) {
                bytes += Files.size(file.local());
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows the files of one run, or of the stream, to staging. */
    void show(List<NewFile> files) throws SQLException {
        if (!files.equals(shown)) {
            shown = files;
            variables();
            refresh();
        }
    }

    private void refresh() throws SQLException {
        for (SqlObject object : tables) {
            boolean isFed = isFed(object, shown);
            if (isFed || filled.remove(object)) {
                asWritten(() -> create(object));
                if (isFed) {
                    filled.add(object);
                }
            }
        }
    }

    /** Whether it keeps what it has read, so that it is cheap to look at again. */
    boolean isKept() {
        return !tables.isEmpty();
    }

    /** Shows the same files with the numbers that are kept now. */
    void renumber(Surrogates surrogates) throws SQLException {
        for (SqlObject object : filled) {
            if (tables.contains(object) && object.header().list(Header.INPUTS).contains(EngineTables.KEPT_KEYS)) {
                asWritten(() -> renumber(object, surrogates));
            }
        }
    }

    private void renumber(SqlObject object, Surrogates surrogates) throws SQLException {
        String table = "temp." + Database.quoted(object.name());
        if (surrogates.isIn(Columns.of(table, database).names())) {
            surrogates.renumber(table, object.query());
        } else {
            create(object);
        }
    }

    private void variables() throws SQLException {
        String run = shown.isEmpty() ? null : shown.get(0).marker();
        database.run("set variable run = " + Database.literal(run) + "::varchar");
        database.run("set variable longest_line = " + LongestLine.of(shown));
        for (SqlObject object : staging) {
            for (ZoneInput zone : object.zones()) {
                String columns = object.header().text(Header.READS);
                String paths = Stream.concat(
                                Stream.of(empties.of(zone, columns, database)),
                                shown.stream().filter(zone::takes).map(NewFile::local))
                        .map(path -> Database.literal(path.toString()))
                        .collect(Collectors.joining(", ", "[", "]"));
                database.run("set variable " + zone.variable() + " = " + paths);
            }
        }
    }

    /** Nothing of it is left. */
    @Override
    public void close() throws SQLException {
        database.run(JOINS_AS_PLANNED);
        for (int index = staging.size() - 1; index >= 0; index--) {
            SqlObject object = staging.get(index);
            database.run("drop " + (tables.contains(object) ? "table" : "view") + " if exists temp."
                    + Database.quoted(object.name()));
        }
    }
}
