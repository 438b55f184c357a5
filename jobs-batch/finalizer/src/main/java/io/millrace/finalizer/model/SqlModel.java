package io.millrace.finalizer.model;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The SQL folder as data, and the engine that runs it. Knows nothing of any dataset. */
public final class SqlModel {

    private final Map<String, SqlObject> objects = new LinkedHashMap<>();

    private SqlModel(List<SqlObject> objects) {
        objects.forEach(object -> this.objects.put(object.name(), object));
    }

    /**
     * Reads the folder.
     *
     * @throws ModelProblems with everything that is wrong with it
     */
    public static SqlModel read(Path folder) throws IOException {
        return new SqlModel(new SqlFolder(folder).read());
    }

    /** The objects, each after those that it reads. */
    public List<SqlObject> objects() {
        return List.copyOf(objects.values());
    }

    /** What differs from what this warehouse was built with; nothing if it never was. */
    public List<ModelChange> changes(Connection connection) throws SQLException {
        return ModelChanges.of(objects, new Database(connection));
    }

    /** Whether this warehouse numbered someone otherwise than the keys say that it was given: it must be built again. */
    public boolean isNumberedOtherwise(Connection connection) throws SQLException {
        Database database = new Database(connection);
        for (SqlObject object : objects.values()) {
            if (object.kind() == Kind.DIMENSION
                    && EngineTables.version(object, database) != null
                    && new Surrogates(database, object).isContradicted()) {
                return true;
            }
        }
        return false;
    }

    /** Runs every check over the whole warehouse, not only over the days of a load. */
    public void check(Connection connection) throws SQLException, CheckFailed {
        Database database = new Database(connection);
        EngineTables.create(database);
        new Checks(database, new Scopes(database, objects)).whole(objects.values());
    }

    /**
     * Builds everything that the batch touches, and checks it, inside the caller's open transaction. A mart or view that is
     * new or changed is built as a whole.
     *
     * @throws ModelChanged if dimensions or facts have changed
     */
    public BuildResult build(Connection connection, Batch batch) throws SQLException, CheckFailed {
        return new Build(new Database(connection), objects, batch).run();
    }
}
