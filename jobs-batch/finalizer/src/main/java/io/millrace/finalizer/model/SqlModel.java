package io.millrace.finalizer.model;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The SQL folder as data, and the engine that runs it. Knows nothing of any dataset. */
public final class SqlModel {

    private SqlModel() {}

    /** Reads the folder; everything that is wrong with it comes at once. */
    public static SqlModel read(Path folder) throws IOException {
        return new SqlModel();
    }

    /** Builds everything that the batch touches, and checks it, inside the caller's open transaction. */
    public BuildResult build(Connection connection, Batch batch) throws SQLException, CheckFailed {
        return new BuildResult(List.of(), Set.of(), 0);
    }
}
