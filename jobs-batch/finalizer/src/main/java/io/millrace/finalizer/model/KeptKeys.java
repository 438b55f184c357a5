package io.millrace.finalizer.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The kept keys of a warehouse: to be written beside the zones before a load commits, and given to an empty warehouse. */
public final class KeptKeys {

    private final Database database;

    public KeptKeys(Connection connection) {
        database = new Database(connection);
    }

    /** Those that loads since this instant, itself included, have written down; call it before the load commits. */
    public List<KeptKey> since(Instant loadTimestamp) throws SQLException {
        String since = Database.literal(
                LocalDateTime.ofInstant(loadTimestamp, ZoneOffset.UTC).toString());
        List<List<String>> rows = database.table(
                "select dimension, \"natural\", surrogate from model.kept_key where kept_at >= timestamp " + since
                        + " order by all",
                Database.ALL);
        List<KeptKey> keys = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            keys.add(new KeptKey(row.get(0), row.get(1), Integer.parseInt(row.get(2))));
        }
        return keys;
    }

    /** Gives the keys that were kept to a warehouse, before its first load. */
    public void restore(List<KeptKey> keys) throws SQLException {
        EngineTables.create(database);
        for (KeptKey key : keys) {
            database.run(
                    "insert into model.kept_key values ({dimension}, {natural}, {surrogate}, timestamp '1970-01-01')",
                    Map.of(
                            "dimension", Database.literal(key.dimension()),
                            "natural", Database.literal(key.natural()),
                            "surrogate", String.valueOf(key.surrogate())));
        }
    }
}
