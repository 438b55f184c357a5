package io.millrace.finalizer.read;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.RowSink;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One question to one published version, its answer row by row. */
public final class Question {

    /** What the driver says of every error that comes before the first row of a streamed answer. */
    private static final String MASKED = "Invalid result set";

    private Question() {}

    public static void ask(QueryRequest request, RowSink sink) throws RunFailure {
        long start = System.nanoTime();
        try (OpenVersion version =
                        OpenVersion.of(request.place(), request.at(), request.timeout(), OpenVersion.Answer.STREAMED);
                Statement statement = version.statement()) {
            if (statement.execute(request.sql())) {
                answer(statement, request.limit(), sink);
            } else {
                sink.columns(List.of());
                sink.end(false);
            }
        } catch (SQLException e) {
            throw Refusals.of(unmasked(request, e, start), request.timeout());
        } catch (IOException e) {
            throw new RunFailure(Kind.INTERNAL, "the answer cannot be written: " + e.getMessage(), e);
        }
    }

    /** The error behind a masked one: found by asking again in a way that does not mask. */
    private static SQLException unmasked(QueryRequest request, SQLException masked, long start) throws RunFailure {
        if (!String.valueOf(masked.getMessage()).contains(MASKED)) {
            return masked;
        }
        Duration left = request.timeout().minusNanos(System.nanoTime() - start);
        if (!request.timeout().isZero() && (left.isNegative() || left.isZero())) {
            return new SQLTimeoutException("INTERRUPT Error: the time is up", masked);
        }
        Duration timeout = request.timeout().isZero() ? Duration.ZERO : left;
        try (OpenVersion version = OpenVersion.of(request.place(), request.at(), timeout, OpenVersion.Answer.WHOLE);
                Statement statement = version.statement()) {
            statement.execute(request.sql());
            return masked;
        } catch (SQLException e) {
            return e;
        } catch (IOException e) {
            return new SQLException(e.getMessage(), e);
        }
    }

    private static void answer(Statement statement, long limit, RowSink sink) throws SQLException, IOException {
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
                more = limit > 0 && count == limit;
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
}
