package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a warehouse was built with: the hashes of each object's SQL. */
final class Built {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What was an object then. */
    record Entry(Kind kind, String own, String version) {}

    private Built() {}

    /** Empty when nothing was ever built. */
    static Built of(Database database) throws SQLException {
        Built built = new Built();
        boolean isThere = database.number(
                        "select count(*) from duckdb_tables() where schema_name = 'model' and table_name = 'object'",
                        Map.of())
                > 0;
        if (isThere) {
            List<List<String>> rows =
                    database.table("select name, kind, own, version from model.object order by name", Database.ALL);
            for (List<String> row : rows.subList(1, rows.size())) {
                Kind kind = Kind.valueOf(row.get(1).toUpperCase(Locale.ROOT));
                built.entries.put(row.get(0), new Entry(kind, row.get(2), row.get(3)));
            }
        }
        return built;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether what stands there is what this object says. */
    boolean isCurrent(SqlObject object) {
        Entry entry = entries.get(object.name());
        return entry != null && entry.version().equals(object.version());
    }

    /** Whether the object was there, with whatever SQL. */
    boolean knows(SqlObject object) {
        return entries.containsKey(object.name());
    }

    /** Writes down what stands there now. */
    void record(Iterable<SqlObject> objects, Database database) throws SQLException {
        for (SqlObject object : objects) {
            if (!isCurrent(object)) {
                Map<String, String> words = Map.of(
                        "name", Database.literal(object.name()),
                        "kind", Database.literal(object.kind().label()),
                        "own", Database.literal(object.own()),
                        "version", Database.literal(object.version()));
                database.run("delete from model.object where name = {name}", words);
                database.run(
                        "insert into model.object values ({name}, {kind}, {own}, {version}, getvariable('load_timestamp'))",
                        words);
                comment(object, database);
            }
        }
    }

    /** Tells whoever opens the warehouse with whatever program what an object is. */
    private static void comment(SqlObject object, Database database) throws SQLException {
        if (object.kind().isTable() || object.kind() == Kind.VIEW) {
            database.run(
                    "comment on " + (object.kind() == Kind.VIEW ? "view" : "table") + " {name} is {text}",
                    Map.of(
                            "name", Database.quoted(object.name()),
                            "text", Database.literal(object.grain() + "\n" + object.purpose())));
        }
    }
}
