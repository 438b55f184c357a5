package io.millrace.finalizer.read;

import io.millrace.finalizer.publish.Published;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.Version;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A published version, open: read-only, without access to any other file, to extensions or to settings. The engine's
 * shared lock keeps it there until it is closed.
 */
final class OpenVersion implements AutoCloseable {

    private static final int ATTEMPTS = 5;

    private final Connection connection;
    private final Path spill;

    private OpenVersion(Connection connection, Path spill) {
        this.connection = connection;
        this.spill = spill;
    }

    /** How the engine hands out an answer. */
    enum Answer {
        /** As it comes, in little memory. */
        STREAMED,
        /** Once it has all of it. */
        WHOLE
    }

    /** @param timeout after which a statement is given up; zero: never */
    static OpenVersion of(WarehousePlace place, At at, Duration timeout, Answer answer)
            throws RunFailure, SQLException, IOException {
        Path spill = spill(place);
        Connection connection = null;
        try {
            connection = open(place, at, settings(place, spill, answer));
            lockDown(connection, spill, timeout);
            return new OpenVersion(connection, spill);
        } catch (RunFailure | SQLException | IOException | RuntimeException e) {
            if (connection != null) {
                connection.close();
            }
            remove(spill);
            throw e;
        }
    }

    Statement statement() throws SQLException {
        return connection.createStatement();
    }

    Connection connection() {
        return connection;
    }

    /** The one folder that it may write to, which goes when it is closed. */
    Path spill() {
        return spill;
    }

    private static Path spill(WarehousePlace place) throws RunFailure {
        try {
            Optional<Path> temporary = place.temporary();
            if (temporary.isPresent()) {
                Files.createDirectories(temporary.get());
                return Files.createTempDirectory(temporary.get(), "query-").toRealPath();
            }
            return Files.createTempDirectory("millrace-query-").toRealPath();
        } catch (IOException e) {
            throw new RunFailure(Kind.USAGE, "there is no place to spill to: " + e.getMessage(), e);
        }
    }

    /**
     * A version may be collected between finding and opening it; then another is the newest. Its file may even have become
     * another version by then: only what it says of itself is believed.
     */
    private static Connection open(WarehousePlace place, At at, Properties settings)
            throws RunFailure, SQLException, IOException {
        for (int attempt = 1; ; attempt++) {
            Version version = version(place, at);
            try {
                Connection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + version.file().toAbsolutePath(), settings);
                boolean right = false;
                try {
                    right = at instanceof At.Newest || says(connection) == version.number();
                    if (right) {
                        return connection;
                    }
                } finally {
                    if (!right) {
                        connection.close();
                    }
                }
                if (attempt == ATTEMPTS) {
                    throw new RunFailure(
                            Kind.TRY_AGAIN,
                            version.file() + " does not hold version " + version.number()
                                    + "\nit is being written over, or somebody has changed it by hand");
                }
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The number of the version that is open. */
    private static long says(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(load_id) from ledger.loads")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Version version(WarehousePlace place, At at) throws RunFailure, IOException {
        List<Version> versions = new Published(place.folder()).readable();
        if (versions.isEmpty()) {
            throw new RunFailure(
                    Kind.USAGE, "nothing is published yet in " + place.folder() + "\nload first: millrace finalize");
        }
        Optional<Version> found;
        if (at instanceof At.Numbered wanted) {
            found = versions.stream()
                    .filter(one -> one.number() == wanted.version())
                    .findFirst();
        } else if (at instanceof At.Time wanted) {
            found = versions.stream()
                    .filter(one -> !one.published().isAfter(wanted.instant()))
                    .findFirst();
        } else {
            found = Optional.of(versions.get(0));
        }
        Version oldest = versions.get(versions.size() - 1);
        return found.orElseThrow(() -> new RunFailure(
                Kind.USAGE,
                "that version is not kept; there are " + oldest.number() + " (" + oldest.published() + ") to "
                        + versions.get(0).number() + " (" + versions.get(0).published()
                        + ")\nkeep more or longer: finalize --keep N --keep-for TIME"));
    }

    private static Properties settings(WarehousePlace place, Path spill, Answer answer) {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("jdbc_stream_results", Boolean.toString(answer == Answer.STREAMED));
        settings.setProperty("memory_limit", place.memory());
        settings.setProperty("threads", Integer.toString(place.threads()));
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        return settings;
    }

    private static void lockDown(Connection connection, Path spill, Duration timeout) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set max_execution_time = " + timeout.toMillis());
            statement.execute("set allowed_directories = ['" + spill.toString().replace("'", "''") + "']");
            statement.execute("set enable_external_access = false");
            statement.execute("set lock_configuration = true");
        }
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A temporary folder that stays behind harms nobody.
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            remove(spill);
        }
    }
}
