package io.millrace.finalizer.model;

import io.millrace.zones.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The staging views, and the variables that they read: {@code load_timestamp}, {@code run}, {@code longest_line}, and one
 * list of files for each zone and dataset. The first file of a list is empty and has the columns that the header states, so that a list is never
 * empty and its types are those of the header.
 */
final class Staging implements AutoCloseable {

    private final Database database;
    private final List<SqlObject> staging;
    private final Path empties;
    private final Map<ZoneInput, Path> emptyFiles = new HashMap<>();

    Staging(Database database, List<SqlObject> staging, Instant loadTimestamp) throws SQLException {
        this.database = database;
        this.staging = staging;
        try {
            empties = Files.createTempDirectory("millrace-model");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (SqlObject object : staging) {
            for (ZoneInput zone : object.zones()) {
                emptyFiles.put(zone, empty(zone, object.header().text(Header.READS)));
            }
        }
        String timestamp =
                LocalDateTime.ofInstant(loadTimestamp, ZoneOffset.UTC).toString();
        database.run("set variable load_timestamp = timestamp " + Database.literal(timestamp));
        show(null, List.of());
        for (SqlObject object : staging) {
            database.run("create or replace temp view " + Database.quoted(object.name()) + " as " + object.query());
        }
    }

    /** Shows the files of one run, or of the stream, to staging. */
    void show(String run, List<NewFile> files) throws SQLException {
        database.run("set variable run = " + Database.literal(run) + "::varchar");
        database.run("set variable longest_line = " + LongestLine.of(files));
        for (SqlObject object : staging) {
            for (ZoneInput zone : object.zones()) {
                String paths = Stream.concat(
                                Stream.of(emptyFiles.get(zone)),
                                files.stream().filter(zone::takes).map(NewFile::local))
                        .map(path -> Database.literal(path.toString()))
                        .collect(Collectors.joining(", ", "[", "]"));
                database.run("set variable " + zone.variable() + " = " + paths);
            }
        }
    }

    private Path empty(ZoneInput zone, String columns) throws SQLException {
        Path file = empties.resolve(zone.variable() + zone.zone().suffix());
        if (zone.zone() == Zone.CLEAN) {
            database.run("create or replace temp table model_empty ({columns})", Map.of("columns", columns));
            database.run("copy model_empty to " + Database.literal(file.toString()) + " (format parquet)");
            return file;
        }
        try {
            return Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of the views or files is left. */
    @Override
    public void close() throws SQLException {
        for (int index = staging.size() - 1; index >= 0; index--) {
            database.run("drop view if exists temp."
                    + Database.quoted(staging.get(index).name()));
        }
        List<Path> files = new ArrayList<>(emptyFiles.values());
        files.add(empties);
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
