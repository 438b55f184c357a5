package io.millrace.finalizer.read;

import io.millrace.pipeline.warehouse.RowSink.Column;
import io.millrace.pipeline.warehouse.RowSink.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** The engine's values as text: exact numbers plainly, times as ISO with a space. */
final class Values {

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private Values() {}

    static Column column(ResultSetMetaData columns, int number) throws SQLException {
        String type = columns.getColumnTypeName(number).replace("\"", "");
        return new Column(columns.getColumnName(number), type, kind(type));
    }

    private static Kind kind(String type) {
        String name = type.replaceFirst("\\(.*", "");
        return switch (name) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "DECIMAL",
                    "FLOAT",
                    "DOUBLE",
                    "BIGNUM" -> type.endsWith("]") ? Kind.TEXT : Kind.NUMBER;
            case "BOOLEAN" -> type.endsWith("]") ? Kind.TEXT : Kind.BOOLEAN;
            default -> Kind.TEXT;
        };
    }

    static String text(ResultSet row, int number, Column column) throws SQLException {
        boolean local = column.type().equals("TIMESTAMP");
        return text(local ? row.getObject(number, LocalDateTime.class) : row.getObject(number));
    }

    private static String text(Object value) throws SQLException {
        if (value == null) {
            return null;
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        } else if (value instanceof LocalDateTime timestamp) {
            return TIMESTAMP.format(timestamp);
        } else if (value instanceof OffsetDateTime timestamp) {
            return TIMESTAMP.format(timestamp.withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
        } else if (value instanceof Blob blob) {
            return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.ISO_8859_1);
        }
        return value.toString();
    }
}
