package io.millrace.testkit.contract;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.time.Dates;
import io.millrace.contract.time.Timestamps;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Position;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of clean files as DuckDB reads them, columns and their types included. */
final class DuckRows {

    private final Plan plan;

    DuckRows(Plan plan) {
        this.plan = plan;
    }

    void read(List<Path> files, Map<String, String> rows) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        String list = String.join(
                ", ",
                files.stream()
                        .map(file -> "'" + file.toString().replace("'", "''") + "'")
                        .toList());
        String from = " from read_parquet([" + list + "], filename = true, hive_partitioning = false)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            types(statement, from);
            List<String> selected = new ArrayList<>();
            plan.columns().forEach(column -> selected.add(expression(column)));
            String positions = "_source, _split, _offset, epoch_us(_source_time), _contract, filename";
            try (ResultSet found =
                    statement.executeQuery("select " + String.join(", ", selected) + ", " + positions + from)) {
                while (found.next()) {
                    row(found, rows);
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The columns of the plan and the position, in this order, and nothing else. */
    private void types(Statement statement, String from) throws SQLException, IOException {
        List<String> expected = new ArrayList<>();
        plan.columns().forEach(column -> expected.add(column.name() + " " + type(column.type())));
        expected.addAll(List.of(
                "_source VARCHAR",
                "_split VARCHAR",
                "_offset BIGINT",
                "_source_time TIMESTAMP WITH TIME ZONE",
                "_contract VARCHAR",
                "filename VARCHAR"));
        List<String> found = new ArrayList<>();
        try (ResultSet columns = statement.executeQuery("describe select *" + from)) {
            while (columns.next()) {
                found.add(columns.getString(1) + " " + columns.getString(2));
            }
        }
        if (!found.equals(expected)) {
            throw new IOException("the columns of clean are " + found + " and should be " + expected);
        }
    }

    private static String type(Type type) {
        if (type instanceof Decimal decimal) {
            return "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (type instanceof Type.Timestamp) {
            return "TIMESTAMP WITH TIME ZONE";
        } else if (type instanceof Type.Int) {
            return "INTEGER";
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return "VARCHAR";
        }
        return type.declaration().toUpperCase(Locale.ROOT);
    }

    private static String expression(Column column) {
        String name = '"' + column.name() + '"';
        if (column.type() instanceof Type.Timestamp) {
            return "epoch_us(" + name + ")";
        } else if (column.type() instanceof Type.Date) {
            return name + " - date '1970-01-01'";
        }
        return name;
    }

    private void row(ResultSet found, Map<String, String> rows) throws SQLException {
        StringBuilder text = new StringBuilder("{");
        int index = 1;
        for (Column column : plan.columns()) {
            String value = value(column.type(), found, index);
            text.append(index == 1 ? "\"" : ",\"").append(column.name()).append("\":");
            text.append(value == null ? "null" : CanonicalRow.quoted(value));
            index++;
        }
        text.append('}');
        Position position = new Position(found.getString(index), found.getString(index + 1), found.getLong(index + 2));
        String time = Timestamps.text(found.getLong(index + 3));
        String day =
                Path.of(found.getString(index + 5)).getParent().getFileName().toString();
        LakeContent.put(rows, position, day + " " + text + " " + time + " " + found.getString(index + 4));
    }

    private static String value(Type type, ResultSet found, int index) throws SQLException {
        if (found.getObject(index) == null) {
            return null;
        } else if (type instanceof Decimal) {
            return CanonicalRow.plain((BigDecimal) found.getObject(index));
        } else if (type instanceof Type.Real) {
            return CanonicalRow.shortest(found.getDouble(index));
        } else if (type instanceof Type.Timestamp) {
            return Timestamps.text(found.getLong(index));
        } else if (type instanceof Type.Date) {
            return Dates.text(found.getInt(index));
        }
        return found.getString(index);
    }
}
