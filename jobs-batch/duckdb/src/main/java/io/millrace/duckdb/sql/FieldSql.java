package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.Type.EpochUnit;
import io.millrace.contract.Type.Timestamp;
import io.millrace.contract.time.Dates;
import io.millrace.contract.time.Timestamps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One field as SQL: its value out of the piece of the line that holds it, and whether that value is sound. A timestamp is
 * held without zone, in UTC.
 */
final class FieldSql {

    private final Field field;
    private final PieceSql piece;
    private final boolean isKey;
    private final String column;

    /** The field that the contract lists at {@code index}. */
    FieldSql(Contract contract, int index) {
        field = contract.fields().get(index);
        piece = new PieceSql(contract, index);
        isKey = contract.key().contains(field.name());
        column = Sql.name(field.name());
    }

    PieceSql piece() {
        return piece;
    }

    String column() {
        return column;
    }

    /** The column that says whether an optional field has no value. */
    String absentColumn() {
        return Sql.name("_no_" + field.name());
    }

    boolean isOptional() {
        return !field.required();
    }

    boolean isText() {
        return field.type() instanceof Type.Text;
    }

    /** The column that holds what {@link #taken} leaves of a text field. */
    String leftColumn() {
        return Sql.name("_left_" + field.name());
    }

    /** Over the piece: the standardized text, or the spelling of what is no text, when it is the usual one; else null. */
    String taken() {
        return isText() ? new TextSql(field).taken(piece) : piece.taken(Spelling.of(field.type()));
    }

    /** Over the piece, in the column of what is left, and {@link #taken}: the JSON value of a text field that was not. */
    String remaining() {
        return "case when " + column + " is null then " + piece.value(leftColumn()) + " end";
    }

    /** Over {@link #taken} and the JSON value of a text field that was left: the standardized text. */
    String text() {
        return "coalesce(" + column + ", " + new TextSql(field).left(leftColumn()) + ")";
    }

    /** Over the text: the typed value; null when it is absent or not sure to be right. */
    String value() {
        Type type = field.type();
        if (type instanceof Type.Text) {
            return mayVanish() ? "nullif(" + column + ", " + TextSql.ABSENT + ")" : column;
        } else if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return column + "::bigint";
        } else if (type instanceof Type.Real) {
            // Adding a zero would be simplified away; -0.0 has to become 0.0.
            return "case when " + column + "::double = 0 then 0::double else " + column + "::double end";
        } else if (type instanceof Type.Date) {
            return "try_cast(" + column + " as date)";
        } else if (type instanceof Timestamp timestamp) {
            return timestamp(timestamp);
        } else if (type instanceof Type.Json) {
            return column;
        }
        return column + "::" + type(type);
    }

    /** Over the piece: whether an optional field is not there, or null. */
    String missing() {
        return "coalesce(" + piece.isOneOf(List.of("null")) + ", true)";
    }

    /** Whether the record has no value for it, over {@link #text} and {@link #missing}; never null. */
    String absent() {
        return mayVanish()
                ? "(" + absentColumn() + " or coalesce(" + column + " = " + TextSql.ABSENT + ", false))"
                : absentColumn();
    }

    /** Whether a standardizer may make it absent. */
    private boolean mayVanish() {
        return isText() && field.standardizers().contains(Standardizer.EMPTY_TO_NULL);
    }

    /** Whether the record can be clean as far as this field goes: over the value's column, never null. */
    String sound() {
        List<String> conditions = new ArrayList<>();
        conditions.add(column + " is not null");
        if (field.type() instanceof Type.Text) {
            String lengths = TextSql.lengths(field, column);
            if (!lengths.isEmpty()) {
                conditions.add(lengths);
            }
            if (isKey) {
                conditions.add(column + " <> ''");
            }
        } else {
            range(conditions);
        }
        String present = String.join(" and ", conditions);
        return isOptional() ? "(" + absentColumn() + " or " + present + ")" : present;
    }

    private void range(List<String> conditions) {
        Type type = field.type();
        if (type instanceof Type.Int) {
            conditions.add(column + " between " + Integer.MIN_VALUE + " and " + Integer.MAX_VALUE);
        } else if (type instanceof Type.Date) {
            conditions.add(column + " between date '0001-01-01' and date '9999-12-31'");
        } else if (type instanceof Timestamp) {
            conditions.add(
                    column + " between timestamp '0001-01-01 00:00:00' and timestamp '9999-12-31 23:59:59.999999'");
        }
        limit(">=", field.limits().min()).ifPresent(conditions::add);
        limit("<=", field.limits().max()).ifPresent(conditions::add);
    }

    private Optional<String> limit(String comparison, Optional<BigDecimal> limit) {
        return limit.map(value -> column + " " + comparison + " " + literal(value));
    }

    private String literal(BigDecimal limit) {
        Type type = field.type();
        if (type instanceof Type.Date) {
            return "date '" + Dates.text(limit.intValueExact()) + "'";
        } else if (type instanceof Timestamp) {
            return timestampLiteral(limit.longValueExact());
        } else if (type instanceof Type.Real) {
            return "'" + limit.doubleValue() + "'::double";
        } else if (type instanceof Decimal) {
            return "'" + limit.toPlainString() + "'::" + type(type);
        }
        return "'" + limit.toPlainString() + "'::bigint";
    }

    static String timestampLiteral(long micros) {
        return "timestamp '" + Timestamps.text(micros).replace('T', ' ').replace("Z", "") + "'";
    }

    /** The pattern has checked the whole text; what DuckDB may still refuse is a day that its month does not have. */
    private String timestamp(Timestamp type) {
        return type.unit()
                .map(unit -> "case when starts_with(" + column + ", '\"') then try_cast(" + column
                        + "[2:-3] as timestamp) else " + epoch(unit) + " end")
                .orElse("try_cast(" + column + " as timestamp)");
    }

    private String epoch(EpochUnit unit) {
        String count = column + "::bigint";
        long least = unit == EpochUnit.NANOS ? Long.MIN_VALUE / 2 : Math.floorDiv(Timestamps.MIN, micros(unit)) + 1;
        long most = unit == EpochUnit.NANOS ? Long.MAX_VALUE / 2 : Timestamps.MAX / micros(unit);
        String micros = unit == EpochUnit.NANOS
                // Division cuts towards zero here, so counts before 1970 are shifted first.
                ? "make_timestamp((" + count + " - case when " + count + " < 0 then 999 else 0 end) // 1000)"
                : "make_timestamp(" + count + " * " + micros(unit) + ")";
        return "case when " + count + " between " + least + " and " + most + " then " + micros + " end";
    }

    private static long micros(EpochUnit unit) {
        return switch (unit) {
            case SECONDS -> 1_000_000;
            case MILLIS -> 1_000;
            case MICROS, NANOS -> 1;
        };
    }

    /** DuckDB's name of the type in which a value is held. */
    static String type(Type type) {
        if (type instanceof Type.Int) {
            return "integer";
        } else if (type instanceof Type.Bigint) {
            return "bigint";
        } else if (type instanceof Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (type instanceof Type.Real) {
            return "double";
        } else if (type instanceof Type.Bool) {
            return "boolean";
        } else if (type instanceof Type.Date) {
            return "date";
        } else if (type instanceof Timestamp) {
            return "timestamp";
        }
        return "varchar";
    }
}
