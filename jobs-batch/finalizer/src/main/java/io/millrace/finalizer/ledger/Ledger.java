package io.millrace.finalizer.ledger;

import io.millrace.zones.Zone;
import io.millrace.zones.run.RunMarker;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The ledger of files, runs and loads: schema {@code ledger} of the warehouse. Every change is part of the transaction
 * that changes the facts, so that the two cannot differ.
 */
public final class Ledger {

    /** Raised when these tables change; an older warehouse is built again from the zones. */
    public static final int FORMAT = 4;

    private static final List<String> TABLES = List.of(
            "create schema if not exists ledger",
            "create table if not exists ledger.format (version integer not null)",
            """
            create table if not exists ledger.loads (
                load_id bigint not null, load_timestamp timestamp not null, fence bigint not null,
                files bigint not null, file_rows bigint not null, quarantined bigint not null)
            """,
            """
            create table if not exists ledger.files (
                dataset varchar not null, zone varchar not null, lake_path varchar not null, run varchar,
                rows bigint not null, bytes bigint not null, state varchar not null, reason varchar,
                load_id bigint not null)
            """,
            """
            create table if not exists ledger.runs (
                dataset varchar not null, run varchar not null, state varchar not null, load_id bigint not null)
            """,
            """
            create table if not exists ledger.superseded (
                dataset varchar not null, run varchar not null, superseded_by varchar not null,
                load_id bigint not null)
            """);

    private static final String INSERT_FILES = """
            insert into ledger.files
            select unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::varchar[]),
                unnest(?::bigint[]), unnest(?::bigint[]), unnest(?::varchar[]), unnest(?::varchar[]), ?
            """;

    private static final String LOADED = """
            select dataset, zone, lake_path, run, rows, bytes from ledger.files
            where state = 'LOADED' and %s order by run nulls first, lake_path
            """;
    private static final String AMONG = "lake_path in (select unnest(?::varchar[]))";

    private final Connection connection;

    public Ledger(Connection connection) {
        this.connection = connection;
    }

    /** Creates what is missing; the caller commits. */
    public void create() throws SQLException {
        for (String table : TABLES) {
            execute(table);
        }
        if (number("select count(*) from ledger.format") == 0) {
            execute("insert into ledger.format values (" + FORMAT + ")");
        }
    }

    /** The format of the tables that are there; 0 when there are none. */
    public long format() throws SQLException {
        boolean there =
                number("select count(*) from duckdb_tables() where schema_name = 'ledger' and table_name = 'format'")
                        > 0;
        return there ? number("select coalesce(max(version), 0) from ledger.format") : 0;
    }

    /** The number of the last load; 0 before the first. */
    public long lastLoad() throws SQLException {
        return number("select coalesce(max(load_id), 0) from ledger.loads");
    }

    /** The highest fence under which anything was loaded. */
    public long lastFence() throws SQLException {
        return number("select coalesce(max(fence), 0) from ledger.loads");
    }

    /** How many files are put aside. */
    public long quarantined() throws SQLException {
        return number("select count(*) from ledger.files where state = 'QUARANTINED'");
    }

    /** The files whose rows the warehouse holds, those of a run together. */
    public List<LedgerFile> loaded() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOADED.formatted("true"))) {
            return files(query);
        }
    }

    /** Those of them that are among these paths. */
    public List<LedgerFile> loaded(Collection<String> paths) throws SQLException {
        if (paths.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement query = connection.prepareStatement(LOADED.formatted(AMONG))) {
            query.setArray(1, connection.createArrayOf("varchar", paths.toArray()));
            return files(query);
        }
    }

    private static List<LedgerFile> files(PreparedStatement query) throws SQLException {
        List<LedgerFile> files = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                files.add(new LedgerFile(
                        rows.getString(1),
                        Zone.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        FileState.LOADED,
                        null));
            }
        }
        return files;
    }

    public Known known(Retry retry) throws SQLException {
        String all = retry == Retry.QUARANTINED ? " where state <> 'QUARANTINED'" : "";
        Known known = new Known();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet files = statement.executeQuery("select lake_path from ledger.files" + all)) {
                while (files.next()) {
                    known.addFile(files.getString(1));
                }
            }
            try (ResultSet runs = statement.executeQuery("select dataset, run from ledger.runs" + all)) {
                while (runs.next()) {
                    known.addRun(new RunName(runs.getString(1), runs.getString(2)));
                }
            }
            try (ResultSet runs = statement.executeQuery("select dataset, run from ledger.superseded")) {
                while (runs.next()) {
                    known.addSuperseded(new RunName(runs.getString(1), runs.getString(2)));
                }
            }
        }
        return known;
    }

    /** Which entries count as unknown. */
    public enum Retry {
        NOTHING,
        QUARANTINED
    }

    /**
     * Writes down what a load brings.
     *
     * @return the loaded runs whose rows must leave the warehouse in this transaction
     */
    public List<RunName> record(LoadEntry entry) throws SQLException {
        forgetQuarantine(entry);
        insertLoad(entry);
        insertFiles(entry);
        supersedeFiles(entry);
        Set<RunName> leaving = new LinkedHashSet<>();
        for (RunMarker marker : entry.loaded()) {
            insertRun(entry, marker, FileState.LOADED, leaving);
        }
        for (RunMarker marker : entry.outdated()) {
            insertRun(entry, marker, FileState.SUPERSEDED, leaving);
        }
        for (RunName run : entry.bad()) {
            insertRun(entry, run, FileState.QUARANTINED);
        }
        return List.copyOf(leaving);
    }

    /** Tells the memory what a committed load has written. */
    public static void remember(LoadEntry entry, Known known) {
        entry.files().forEach(file -> known.addFile(file.path()));
        Stream.concat(entry.loaded().stream(), entry.outdated().stream()).forEach(marker -> {
            known.addRun(RunName.of(marker));
            marker.supersedes().forEach(older -> known.addSuperseded(new RunName(marker.dataset(), older)));
        });
        entry.bad().forEach(known::addRun);
    }

    private void insertLoad(LoadEntry entry) throws SQLException {
        long rows = entry.files().stream().mapToLong(LedgerFile::rows).sum();
        long bad = entry.files().stream()
                .filter(file -> file.state() == FileState.QUARANTINED)
                .count();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into ledger.loads values (?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, entry.load());
            insert.setObject(2, entry.at().atOffset(ZoneOffset.UTC).toLocalDateTime());
            insert.setLong(3, entry.fence());
            insert.setLong(4, entry.files().size() - bad);
            insert.setLong(5, rows);
            insert.setLong(6, bad);
            insert.executeUpdate();
        }
    }

    private void insertFiles(LoadEntry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_FILES)) {
            insert.setArray(1, array("varchar", entry, LedgerFile::dataset));
            insert.setArray(2, array("varchar", entry, file -> file.zone().folder()));
            insert.setArray(3, array("varchar", entry, LedgerFile::path));
            insert.setArray(4, array("varchar", entry, LedgerFile::run));
            insert.setArray(5, array("bigint", entry, LedgerFile::rows));
            insert.setArray(6, array("bigint", entry, LedgerFile::bytes));
            insert.setArray(7, array("varchar", entry, file -> file.state().name()));
            insert.setArray(8, array("varchar", entry, LedgerFile::reason));
            insert.setLong(9, entry.load());
            insert.executeUpdate();
        }
    }

    private Array array(String type, LoadEntry entry, Function<LedgerFile, Object> value) throws SQLException {
        return connection.createArrayOf(type, entry.files().stream().map(value).toArray());
    }

    /** Whether they were loaded or put aside: they count no more. */
    private void supersedeFiles(LoadEntry entry) throws SQLException {
        if (entry.replaced().isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update ledger.files set state = 'SUPERSEDED', load_id = ? where state <> 'SUPERSEDED' and " + AMONG)) {
            update.setLong(1, entry.load());
            update.setArray(
                    2, connection.createArrayOf("varchar", entry.replaced().toArray()));
            update.executeUpdate();
        }
    }

    private void insertRun(LoadEntry entry, RunMarker marker, FileState state, Set<RunName> leaving)
            throws SQLException {
        insertRun(entry, RunName.of(marker), state);
        for (String older : marker.supersedes()) {
            supersede(entry, marker, new RunName(marker.dataset(), older), leaving);
        }
    }

    private void insertRun(LoadEntry entry, RunName run, FileState state) throws SQLException {
        update("insert into ledger.runs values (?, ?, ?, ?)", run.dataset(), run.run(), state.name(), entry.load());
    }

    private void supersede(LoadEntry entry, RunMarker by, RunName older, Set<RunName> leaving) throws SQLException {
        update(
                "insert into ledger.superseded values (?, ?, ?, ?)",
                older.dataset(),
                older.run(),
                by.run(),
                entry.load());
        int loaded = update(
                "update ledger.runs set state = 'SUPERSEDED', load_id = ? where dataset = ? and run = ? and state = 'LOADED'",
                entry.load(),
                older.dataset(),
                older.run());
        if (loaded > 0) {
            update(
                    "update ledger.files set state = 'SUPERSEDED', load_id = ? where dataset = ? and run = ? and state = 'LOADED'",
                    entry.load(),
                    older.dataset(),
                    older.run());
            leaving.add(older);
        }
    }

    /** A file that is tried again is written down anew. */
    private void forgetQuarantine(LoadEntry entry) throws SQLException {
        if (quarantined() == 0) {
            return;
        }
        Collection<RunName> runs = new ArrayList<>(entry.bad());
        Stream.concat(entry.loaded().stream(), entry.outdated().stream())
                .map(RunName::of)
                .forEach(runs::add);
        for (LedgerFile file : entry.files()) {
            update("delete from ledger.files where lake_path = ? and state = 'QUARANTINED'", file.path());
        }
        for (RunName run : runs) {
            update(
                    "delete from ledger.files where dataset = ? and run = ? and state = 'QUARANTINED'",
                    run.dataset(),
                    run.run());
            update(
                    "delete from ledger.runs where dataset = ? and run = ? and state = 'QUARANTINED'",
                    run.dataset(),
                    run.run());
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                statement.setObject(index + 1, values[index]);
            }
            return statement.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
