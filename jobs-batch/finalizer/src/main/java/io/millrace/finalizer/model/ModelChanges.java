package io.millrace.finalizer.model;

import io.millrace.finalizer.model.ModelChange.What;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the SQL folder with what a warehouse was built with. */
final class ModelChanges {

    private ModelChanges() {}

    /** Nothing when the warehouse was never built: then everything is new, and that is no change. */
    static List<ModelChange> of(Map<String, SqlObject> objects, Database database) throws SQLException {
        List<List<String>> built = List.of();
        if (isBuilt(database)) {
            built = database.table("select name, kind, version from model.object order by name", Database.ALL);
        }
        List<ModelChange> changes = new ArrayList<>();
        if (built.size() < 2) {
            return changes;
        }
        Map<String, String> versions = new HashMap<>();
        for (List<String> row : built.subList(1, built.size())) {
            versions.put(row.get(0), row.get(2));
            if (!objects.containsKey(row.get(0))) {
                Kind kind = Kind.valueOf(row.get(1).toUpperCase(Locale.ROOT));
                changes.add(new ModelChange(row.get(0), kind, What.GONE));
            }
        }
        for (SqlObject object : objects.values()) {
            boolean isKept = object.kind().isTable() || object.kind() == Kind.VIEW;
            String version = versions.get(object.name());
            if (isKept && !object.version().equals(version)) {
                What what = version == null ? What.NEW : What.CHANGED;
                changes.add(new ModelChange(object.name(), object.kind(), what));
            }
        }
        return changes;
    }

    private static boolean isBuilt(Database database) throws SQLException {
        return database.number(
                        "select count(*) from duckdb_tables() where schema_name = 'model' and table_name = 'object'",
                        Map.of())
                > 0;
    }
}
