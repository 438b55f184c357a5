package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Ledger;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/** The file in which the warehouse is built. Nobody else opens it; readers have published copies. */
final class WorkingFile implements Closeable {

    private static final String NAME = "warehouse.duckdb";
    private static final String REBUILD = "rebuild.duckdb";
    private static final int SMALL_LOADS_A_MERGE = 4;
    /** How many the engine does at a time. */
    private static final int MERGES = 100;
    /** The last release line whose clients must be able to open what is published. */
    private static final String STORAGE = "v1.5.0";

    private final Path file;
    private final FileChannel channel;
    private final Connection connection;
    private int small;

    private WorkingFile(Path file, FileChannel channel, Connection connection) {
        this.file = file;
        this.channel = channel;
        this.connection = connection;
    }

    /** The working file as it is, created when there is none. */
    static WorkingFile open(WarehousePlace place) throws RunFailure, Unusable {
        try {
            return open(folder(place).resolve(NAME), place);
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            RunFailure failure = Failures.of("the working file does not open", e);
            if (message.contains("Could not set lock")) {
                throw new RunFailure(
                        Kind.TRY_AGAIN,
                        "somebody has the working file open: " + message
                                + "\nend that program; to read the warehouse, open published/current.duckdb read-only",
                        e);
            } else if (failure.kind() == Kind.TRY_AGAIN) {
                throw failure;
            }
            throw new Unusable("does not open: " + message, e);
        } catch (IOException e) {
            throw Failures.of("the working file does not open", e);
        }
    }

    /** An empty file beside the working file, to be put in its place. */
    static WorkingFile begin(WarehousePlace place) throws RunFailure {
        try {
            Path file = folder(place).resolve(REBUILD);
            Files.deleteIfExists(file);
            Files.deleteIfExists(wal(file));
            return open(file, place);
        } catch (SQLException | IOException | Unusable e) {
            throw Failures.of("a new working file cannot be made", e);
        }
    }

    /** A copy beside the working file, which is closed, to be changed and put in its place. */
    static WorkingFile branch(WorkingFile working, WarehousePlace place) throws RunFailure {
        try {
            working.checkpoint();
            working.close();
            Path copy = folder(place).resolve(REBUILD);
            Files.deleteIfExists(wal(copy));
            Files.copy(working.file, copy, StandardCopyOption.REPLACE_EXISTING);
            return open(copy, place);
        } catch (SQLException | IOException | Unusable e) {
            throw Failures.of("the working file cannot be copied", e);
        }
    }

    private static WorkingFile open(Path file, WarehousePlace place) throws SQLException, IOException, Unusable {
        // Never closed before the end: closing any channel of a file drops the engine's own lock on it.
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Connection connection = null;
        try {
            if (channel.size() == 0) {
                Files.deleteIfExists(file);
                Files.deleteIfExists(wal(file));
                channel.close();
                channel = null;
            }
            connection = DriverManager.getConnection("jdbc:duckdb:" + file, settings(place));
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.READ);
            }
            connection.setAutoCommit(false);
            Ledger ledger = new Ledger(connection);
            long format = ledger.format();
            if (format != 0 && format != Ledger.FORMAT) {
                throw new Unusable(
                        "is kept in format " + format + ", and this release keeps format " + Ledger.FORMAT, null);
            }
            ledger.create();
            connection.commit();
            return new WorkingFile(file, channel, connection);
        } catch (SQLException | IOException | Unusable | RuntimeException e) {
            close(connection);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static Properties settings(WarehousePlace place) throws IOException {
        Path spill = place.temporary().orElse(folder(place).resolve("spill"));
        Files.createDirectories(spill);
        Properties settings = new Properties();
        settings.setProperty("memory_limit", place.memory());
        settings.setProperty("threads", Integer.toString(place.threads()));
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("storage_compatibility_version", STORAGE);
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("preserve_insertion_order", "false");
        // A commit writes into the file itself, not into a log that a checkpoint empties at once.
        settings.setProperty("checkpoint_threshold", "1KB");
        return settings;
    }

    private static Path folder(WarehousePlace place) throws IOException {
        return Files.createDirectories(place.folder().resolve("work"));
    }

    private static Path wal(Path file) {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    Connection connection() {
        return connection;
    }

    /** The bytes of the file, to be read only after a checkpoint and while nothing changes. */
    FileChannel channel() {
        return channel;
    }

    /**
     * Says how many threads the next load is worth. With one it brings a small group of rows to each table, and merging
     * such groups is most of what its commit would do: that is left to every few loads.
     */
    void expect(int threads) throws SQLException {
        boolean merges = threads > 1 || small++ % SMALL_LOADS_A_MERGE == 0;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + threads);
            statement.execute("set max_vacuum_tasks = " + (merges ? MERGES : 0));
        }
    }

    /** Moves everything that is committed into the file itself. */
    void checkpoint() throws SQLException {
        outsideTransactions(open -> {
            try (Statement statement = open.createStatement()) {
                statement.execute("checkpoint");
            }
        });
    }

    /** Lets a task do what no transaction allows. */
    void outsideTransactions(SqlTask task) throws SQLException {
        connection.setAutoCommit(true);
        try {
            task.run(connection);
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** Something to do with the connection. */
    interface SqlTask {
        void run(Connection connection) throws SQLException;
    }

    /** Puts this file, complete and checkpointed, in the place of the working file; what stood there goes. */
    static WorkingFile install(WorkingFile built, WarehousePlace place, Consumer<LoadStep> done) throws RunFailure {
        try {
            built.checkpoint();
            built.close();
            Path file = folder(place).resolve(NAME);
            // In this order a crash leaves no file, which is built again, but never a log beside a foreign file.
            Files.deleteIfExists(file);
            Files.deleteIfExists(wal(file));
            done.accept(LoadStep.REMOVE);
            Files.move(built.file, file, StandardCopyOption.ATOMIC_MOVE);
            done.accept(LoadStep.SWAP);
            return open(file, place);
        } catch (SQLException | IOException | Unusable e) {
            throw Failures.of("the new working file cannot take its place", e);
        }
    }

    /** Moves a file that does not open out of the way, for people to look at; an older one goes. */
    static Path setAside(WarehousePlace place) throws RunFailure {
        try {
            Path file = folder(place).resolve(NAME);
            Path aside = folder(place).resolve("broken.duckdb");
            for (Path part : List.of(file, wal(file))) {
                Path target = part.equals(file) ? aside : wal(aside);
                Files.deleteIfExists(target);
                if (Files.exists(part)) {
                    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return aside;
        } catch (IOException e) {
            throw Failures.of("the working file cannot be moved aside", e);
        }
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // What was committed is in the file or its log; the next opening replays it.
        }
    }

    @Override
    public void close() throws IOException {
        close(connection);
        channel.close();
    }
}
