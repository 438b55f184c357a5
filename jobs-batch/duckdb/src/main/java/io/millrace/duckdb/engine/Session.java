package io.millrace.duckdb.engine;

import io.millrace.duckdb.sql.MaskVariables;
import io.millrace.pipeline.mask.MaskKey;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB of its own in this process, with nothing that guesses or reaches outside: no extension is loaded, what does
 * not fit into its memory goes to the scratch folder. Statements give up when the calling thread is interrupted.
 */
public final class Session implements AutoCloseable {

    private final DuckDBConnection connection;
    private final ExecutorService worker;

    private Session(DuckDBConnection connection) {
        this.connection = connection;
        worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "duckdb");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens an empty engine. */
    public static Session open(Path scratch, int threads, long memoryBytes, List<MaskKey> keys) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("threads", Integer.toString(Math.max(1, threads)));
        settings.setProperty("memory_limit", (memoryBytes >> 20) + "MiB");
        settings.setProperty("temp_directory", scratch.resolve("spill").toString());
        settings.setProperty("preserve_insertion_order", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        DuckDBConnection connection =
                DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
        MaskVariables.set(connection, keys);
        return of(connection);
    }

    private static Session of(DuckDBConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
        }
        return new Session(connection);
    }

    /** Has the engine work at each statement with so many threads, that of the caller among them. */
    public static String threads(int count) {
        return "set threads = " + count;
    }

    /** Another session of the same engine, for another thread: it sees the same tables, but knows no key. */
    public Session beside() throws SQLException {
        return of(connection.duplicate().unwrap(DuckDBConnection.class));
    }

    /** Executes a statement; how many rows it changed or wrote. */
    public long execute(String sql) throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            Future<Long> done = worker.submit(() -> {
                statement.execute(sql);
                return statement.getLargeUpdateCount();
            });
            try {
                return done.get();
            } catch (InterruptedException e) {
                statement.cancel();
                throw e;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                throw new SQLException(e.getCause());
            }
        }
    }

    /** Shows the rows of a query one after the other. */
    public void query(String sql, RowVisitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                visitor.visit(rows);
            }
        }
    }

    /** Takes one row after the other. */
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /** Appends rows to a table. */
    public DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender("main", table);
    }

    @Override
    public void close() throws SQLException {
        worker.shutdownNow();
        connection.close();
    }
}
