package io.millrace.finalizer.model;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kept keys of a warehouse: to be written beside the zones before a load commits, and taken from there. */
public final class KeptKeys {

    private final Database database;

    public KeptKeys(Connection connection) {
        database = new Database(connection);
    }

    /** All of them, those of the open transaction too. */
    public Set<KeptKey> all() throws SQLException {
        List<List<String>> rows = database.table(
                "select dimension, \"natural\", surrogate from model.kept_key order by all", Database.ALL);
        Set<KeptKey> keys = new LinkedHashSet<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            keys.add(new KeptKey(row.get(0), row.get(1), Integer.parseInt(row.get(2))));
        }
        return keys;
    }

    /** Gives the warehouse those of these keys that it does not have; says whether there were any. */
    public boolean restore(Collection<KeptKey> keys) throws SQLException {
        EngineTables.create(database);
        Set<KeptKey> missing = new LinkedHashSet<>(keys);
        missing.removeAll(all());
        for (KeptKey key : missing) {
            database.run(
                    "insert into model.kept_key values ({dimension}, {natural}, {surrogate})",
                    Map.of(
                            "dimension", Database.literal(key.dimension()),
                            "natural", Database.literal(key.natural()),
                            "surrogate", String.valueOf(key.surrogate())));
        }
        return !missing.isEmpty();
    }
}
