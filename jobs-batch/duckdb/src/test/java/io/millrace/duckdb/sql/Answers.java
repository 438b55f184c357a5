package io.millrace.duckdb.sql;

import io.millrace.contract.Type;
import io.millrace.contract.time.Timestamps;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What the SQL of a plan says of lines: a day and a text for each column, or nothing. */
final class Answers implements AutoCloseable {

    private final DuckDBConnection engine;

    Answers() throws SQLException {
        engine = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    }

    /** Of a line that the SQL decides: the epoch day and the canonical values of its columns, null for absent ones. */
    record Answer(long day, List<String> values) {}

    /** One answer a line, null where the SQL says nothing. */
    List<Answer> of(Plan plan, List<MaskKey> keys, List<byte[]> lines) throws SQLException {
        try (Statement statement = engine.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            MaskVariables.set(engine, keys);
            statement.execute("create or replace table input (_at bigint, _line varchar)");
            try (DuckDBAppender appender = engine.createAppender("main", "input")) {
                for (int index = 0; index < lines.size(); index++) {
                    appender.beginRow();
                    appender.append((long) index);
                    appender.append(new String(lines.get(index), StandardCharsets.UTF_8));
                    appender.endRow();
                }
            }
            String sql = new JudgeSql(plan).sql("select _at, _line from input", List.of("_at"));
            List<Answer> answers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select * from (" + sql + ") order by _at")) {
                while (rows.next()) {
                    answers.add(rows.getBoolean(2) ? answer(plan, rows) : null);
                }
            }
            return answers;
        }
    }

    private static Answer answer(Plan plan, ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int index = 0; index < plan.columns().size(); index++) {
            Column column = plan.columns().get(index);
            values.add(value(column.type(), rows, index + 4));
        }
        return new Answer(rows.getObject(3, LocalDate.class).toEpochDay(), values);
    }

    private static String value(Type type, ResultSet rows, int at) throws SQLException {
        Object value = rows.getObject(at);
        if (value == null) {
            return null;
        } else if (type instanceof Type.Decimal) {
            return CanonicalRow.plain((BigDecimal) value);
        } else if (type instanceof Type.Real) {
            return CanonicalRow.shortest((Double) value) + (1 / (Double) value == Double.NEGATIVE_INFINITY ? "-" : "");
        } else if (type instanceof Type.Timestamp) {
            OffsetDateTime time = rows.getObject(at, OffsetDateTime.class);
            return Timestamps.text(time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000);
        }
        return value.toString();
    }

    @Override
    public void close() throws SQLException {
        engine.close();
    }

    Connection engine() {
        return engine;
    }
}
