package io.millrace.finalizer.read;

import io.millrace.finalizer.publish.Published;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.RowSink;
import io.millrace.pipeline.warehouse.Version;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * One question to one published version: read-only, without access to any other file, to extensions or to settings. The
 * engine's shared lock keeps the version there until the answer has ended.
 */
public final class Question {

    private static final int ATTEMPTS = 5;

    private final QueryRequest request;
    private final Published published;

    private Question(QueryRequest request) {
        this.request = request;
        this.published = new Published(request.place().folder());
    }

    public static void ask(QueryRequest request, RowSink sink) throws RunFailure {
        Question question = new Question(request);
        Path spill = question.spill();
        try (Connection connection = question.open(spill);
                Statement statement = connection.createStatement()) {
            question.lockDown(statement);
            question.answer(statement, sink);
        } catch (SQLException e) {
            throw question.refused(e);
        } catch (IOException e) {
            throw new RunFailure(Kind.INTERNAL, "the answer cannot be written: " + e.getMessage(), e);
        } finally {
            remove(spill);
        }
    }

    private Path spill() throws RunFailure {
        try {
            Optional<Path> temporary = request.place().temporary();
            if (temporary.isPresent()) {
                Files.createDirectories(temporary.get());
                return Files.createTempDirectory(temporary.get(), "query-");
            }
            return Files.createTempDirectory("millrace-query-");
        } catch (IOException e) {
            throw new RunFailure(Kind.USAGE, "there is no place to spill to: " + e.getMessage(), e);
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

    /** A version may be collected between finding and opening it; then another is the newest. */
    private Connection open(Path spill) throws RunFailure, SQLException, IOException {
        for (int attempt = 1; ; attempt++) {
            Version version = version();
            try {
                return DriverManager.getConnection(
                        "jdbc:duckdb:" + version.file().toAbsolutePath(), settings(spill));
            } catch (SQLException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Version version() throws RunFailure, IOException {
        List<Version> versions = published.readable();
        if (versions.isEmpty()) {
            throw new RunFailure(
                    Kind.USAGE,
                    "nothing is published yet in " + request.place().folder() + "\nload first: millrace finalize");
        }
        QueryRequest.At at = request.at();
        Optional<Version> found;
        if (at instanceof QueryRequest.At.Numbered wanted) {
            found = versions.stream()
                    .filter(one -> one.number() == wanted.version())
                    .findFirst();
        } else if (at instanceof QueryRequest.At.Time wanted) {
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

    private Properties settings(Path spill) {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("memory_limit", request.place().memory());
        settings.setProperty("threads", Integer.toString(request.place().threads()));
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        return settings;
    }

    private void lockDown(Statement statement) throws SQLException {
        statement.execute("set max_execution_time = " + request.timeout().toMillis());
        statement.execute("set enable_external_access = false");
        statement.execute("set lock_configuration = true");
    }

    private void answer(Statement statement, RowSink sink) throws SQLException, IOException {
        if (!statement.execute(request.sql())) {
            sink.columns(List.of());
            sink.end(false);
            return;
        }
        try (ResultSet rows = statement.getResultSet()) {
            List<RowSink.Column> columns = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            for (int column = 1; column <= width; column++) {
                columns.add(Values.column(rows.getMetaData(), column));
            }
            sink.columns(columns);
            long count = 0;
            boolean more = false;
            while (!more && rows.next()) {
                more = request.limit() > 0 && count == request.limit();
                if (!more) {
                    String[] row = new String[width];
                    for (int column = 1; column <= width; column++) {
                        row[column - 1] = Values.text(rows, column, columns.get(column - 1));
                    }
                    sink.row(row);
                    count++;
                }
            }
            sink.end(more);
        }
    }

    private RunFailure refused(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("INTERRUPT")) {
            return new RunFailure(
                    Kind.TRY_AGAIN,
                    "the answer took longer than " + request.timeout().toSeconds() + " s (--timeout)",
                    e);
        } else if (message.startsWith("Out of Memory")) {
            return new RunFailure(Kind.TRY_AGAIN, message + "\ngive the query more: --memory 4GB", e);
        }
        return new RunFailure(Kind.USAGE, message, e);
    }
}
