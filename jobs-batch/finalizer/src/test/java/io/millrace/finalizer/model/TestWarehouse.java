package io.millrace.finalizer.model;

import io.millrace.finalizer.model.Batch.Superseded;
import io.millrace.zones.Zone;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A warehouse in memory or in a file, loaded through the model; keeps the ledger that the load would keep. */
final class TestWarehouse implements AutoCloseable {

    static final Path SQL = ZoneFiles.HOME.resolve("sql");

    private final Connection connection;
    private final Database database;
    private SqlModel model;
    private long version;
    private Optional<Instant> published = Optional.empty();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    TestWarehouse(SqlModel model, String place) throws SQLException {
        this.model = model;
        connection = DriverManager.getConnection("jdbc:duckdb:" + place);
        database = new Database(connection);
        database.run("set threads = 1");
        database.run("set timezone = 'America/New_York'");
        database.run("create schema if not exists ledger");
        database.run("""
                create table if not exists ledger.files (
                    dataset varchar, zone varchar, lake_path varchar, run varchar, rows bigint, state varchar)
                """);
    }

    static TestWarehouse inMemory(SqlModel model) throws SQLException {
        return new TestWarehouse(model, "");
    }

    /** From now on, loads follow a version that readers were given at this time. */
    void publish(Instant time) {
        published = Optional.of(time);
    }

    void use(SqlModel other) {
        model = other;
    }

    Connection connection() {
        return connection;
    }

    Database database() {
        return database;
    }

    void keep(KeptKey key) throws SQLException {
        new KeptKeys(connection).restore(List.of(key));
    }

    BuildResult load(NewFile... files) throws SQLException, CheckFailed {
        return load(List.of(files), List.of());
    }

    BuildResult load(List<NewFile> files, List<Superseded> superseded) throws SQLException, CheckFailed {
        return load(files, superseded, List.of());
    }

    /** Brings files into dimensions and facts alone; a load must follow. */
    void fill(List<NewFile> files) throws SQLException, CheckFailed {
        load(files, List.of(), List.of(), (open, batch) -> model.fill(open, batch, model.tables()));
    }

    BuildResult load(List<NewFile> files, List<Superseded> superseded, List<NewFile> leaving)
            throws SQLException, CheckFailed {
        return load(files, superseded, leaving, model::build);
    }

    private interface Building {
        BuildResult of(Connection connection, Batch batch) throws SQLException, CheckFailed;
    }

    private BuildResult load(List<NewFile> files, List<Superseded> superseded, List<NewFile> leaving, Building building)
            throws SQLException, CheckFailed {
        now = now.plusSeconds(1);
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            for (Superseded run : superseded) {
                database.run(
                        "update ledger.files set state = 'SUPERSEDED' where dataset = {dataset} and run = {run}",
                        Map.of("dataset", Database.literal(run.dataset()), "run", Database.literal(run.run())));
            }
            for (NewFile file : leaving) {
                database.run(
                        "update ledger.files set state = 'SUPERSEDED' where lake_path = {path}",
                        Map.of("path", Database.literal(file.lakePath())));
            }
            for (NewFile file : files) {
                enter(file);
            }
            Batch batch = new Batch(files, superseded, leaving, now, ++version, published);
            BuildResult result = building.of(connection, batch);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private void enter(NewFile file) throws SQLException {
        String path = Database.literal(file.local().toString());
        String reader = file.zone() == Zone.CLEAN ? "read_parquet(" + path + ")" : "read_text(" + path + ")";
        String count = file.zone() == Zone.CLEAN
                ? "count(*)"
                : "coalesce(sum(length(content) - length(replace(content, chr(10), ''))), 0)";
        database.run(
                "insert into ledger.files select {dataset}, {zone}, {path}, {run}, " + count + ", 'LOADED' from "
                        + reader,
                Map.of(
                        "dataset", Database.literal(file.dataset()),
                        "zone", Database.literal(file.zone().folder()),
                        "path", Database.literal(file.lakePath()),
                        "run", Database.literal(file.run())));
    }

    /** Rows of a query as text, without the names. */
    List<List<String>> rows(String query) throws SQLException {
        List<List<String>> table = database.table(query, Database.ALL);
        return table.subList(1, table.size());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
