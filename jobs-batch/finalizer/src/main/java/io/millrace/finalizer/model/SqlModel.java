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

    /** Builds everything that the batch touches, and checks it, inside the caller's open transaction. */
    public BuildResult build(Connection connection, Batch batch) throws SQLException, CheckFailed {
        return new Build(new Database(connection), objects, batch).run();
    }
}
