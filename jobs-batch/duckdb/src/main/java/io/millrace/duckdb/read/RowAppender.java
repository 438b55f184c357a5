package io.millrace.duckdb.read;

import io.millrace.contract.Type;
import io.millrace.duckdb.engine.Session;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;

/** Appends rows of the row engine to a table, each with its number and its day. */
final class RowAppender implements AutoCloseable {

    private final List<Column> columns;
    private final DuckDBAppender to;

    RowAppender(Plan plan, Session session, String table) throws SQLException {
        columns = plan.columns();
        to = session.appender(table);
    }

    void append(long number, Outcome.Clean clean) throws SQLException {
        to.beginRow();
        to.append(number);
        to.appendEpochDays(clean.eventDay());
        for (int index = 0; index < columns.size(); index++) {
            if (clean.row().isAbsent(index)) {
                to.appendNull();
            } else {
                append(columns.get(index).type(), clean.row(), index);
            }
        }
        to.endRow();
    }

    private void append(Type type, Row row, int index) throws SQLException {
        if (type instanceof Type.Text || type instanceof Type.Json) {
            to.append(new String(row.bytesAt(index), StandardCharsets.UTF_8));
        } else if (type instanceof Type.Int) {
            to.append((int) row.longAt(index));
        } else if (type instanceof Type.Bigint) {
            to.append(row.longAt(index));
        } else if (type instanceof Type.Decimal decimal) {
            to.append(new BigDecimal(CanonicalRow.unscaled(row, index), decimal.scale()));
        } else if (type instanceof Type.Real) {
            to.append(row.doubleAt(index));
        } else if (type instanceof Type.Bool) {
            to.append(row.longAt(index) != 0);
        } else if (type instanceof Type.Date) {
            to.appendEpochDays((int) row.longAt(index));
        } else if (type instanceof Type.Timestamp) {
            to.appendEpochMicros(row.longAt(index));
        } else {
            throw new IllegalStateException("no column of a table is a " + type);
        }
    }

    @Override
    public void close() throws SQLException {
        to.close();
    }
}
