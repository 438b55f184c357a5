package io.millrace.finalizer.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
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

    /** About three million rows, or three quarters of a gigabyte when they are unpacked. */
    private static final long SMALL_BYTES = 128L << 20;

    private final Database database;
    private final List<SqlObject> staging;
    private final EmptyFiles empties;
    private final boolean isSmall;
    private final Set<SqlObject> filled = new HashSet<>();
    private List<NewFile> shown = List.of();

    /** @param all the files that will be shown, some at a time */
    Staging(Database database, List<SqlObject> staging, EmptyFiles empties, List<NewFile> all, Instant loadTimestamp)
            throws SQLException {
        this.database = database;
        this.staging = staging;
        this.empties = empties;
        this.isSmall = bytes(all) <= SMALL_BYTES;
        String timestamp =
                LocalDateTime.ofInstant(loadTimestamp, ZoneOffset.UTC).toString();
        database.run("set variable load_timestamp = timestamp " + Database.literal(timestamp));
        variables(null, List.of());
        for (SqlObject object : staging) {
            database.run("create or replace temp " + (isTable(object) ? "table " : "view ")
                    + Database.quoted(object.name()) + " as " + object.query());
        }
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

    private boolean isTable(SqlObject object) {
        return isSmall && !object.zones().isEmpty();
    }

    /** Shows the files of one run, or of the stream, to staging. */
    void show(String run, List<NewFile> files) throws SQLException {
        shown = files;
        variables(run, files);
        refresh();
    }

    /** Shows the same files with the keys that are kept now. */
    void refresh() throws SQLException {
        for (SqlObject object : staging) {
            boolean isFed =
                    object.zones().stream().anyMatch(zone -> shown.stream().anyMatch(zone::takes));
            if (isTable(object) && (isFed || filled.remove(object))) {
                database.run(
                        "create or replace temp table " + Database.quoted(object.name()) + " as " + object.query());
                if (isFed) {
                    filled.add(object);
                }
            }
        }
    }

    private void variables(String run, List<NewFile> files) throws SQLException {
        database.run("set variable run = " + Database.literal(run) + "::varchar");
        database.run("set variable longest_line = " + LongestLine.of(files));
        for (SqlObject object : staging) {
            for (ZoneInput zone : object.zones()) {
                String columns = object.header().text(Header.READS);
                String paths = Stream.concat(
                                Stream.of(empties.of(zone, columns, database)),
                                files.stream().filter(zone::takes).map(NewFile::local))
                        .map(path -> Database.literal(path.toString()))
                        .collect(Collectors.joining(", ", "[", "]"));
                database.run("set variable " + zone.variable() + " = " + paths);
            }
        }
    }

    /** Nothing of it is left. */
    @Override
    public void close() throws SQLException {
        for (int index = staging.size() - 1; index >= 0; index--) {
            SqlObject object = staging.get(index);
            database.run("drop " + (isTable(object) ? "table" : "view") + " if exists temp."
                    + Database.quoted(object.name()));
        }
    }
}
