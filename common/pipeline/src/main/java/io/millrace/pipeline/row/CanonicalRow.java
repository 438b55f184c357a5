package io.millrace.pipeline.row;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.time.Dates;
import io.millrace.contract.time.Timestamps;
import io.millrace.pipeline.plan.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One spelling for each value, so that rows of different runners compare as text: numbers plain and without trailing
 * zeros, instants in micros and UTC, doubles by the shortest decimal that reads back as the same bits.
 */
public final class CanonicalRow {

    private static final int DOUBLE_DIGITS = 17;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private CanonicalRow() {}

    /** The text of a column's value, or null when it is absent. */
    public static String value(Type type, Row row, int column) {
        if (row.isAbsent(column)) {
            return null;
        } else if (type instanceof Decimal decimal) {
            return plain(new BigDecimal(unscaled(row, column), decimal.scale()));
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return new String(row.bytesAt(column), StandardCharsets.UTF_8);
        } else if (type instanceof Type.Real) {
            return shortest(row.doubleAt(column));
        } else if (type instanceof Type.Bool) {
            return row.longAt(column) == 0 ? "false" : "true";
        } else if (type instanceof Type.Date) {
            return Dates.text((int) row.longAt(column));
        } else if (type instanceof Type.Timestamp) {
            return Timestamps.text(row.longAt(column));
        }
        return Long.toString(row.longAt(column));
    }

    /** The whole row on one line, columns in order by name, absent ones as null. */
    public static String text(List<Column> columns, Row row) {
        StringBuilder text = new StringBuilder("{");
        for (int index = 0; index < columns.size(); index++) {
            Column column = columns.get(index);
            String value = value(column.type(), row, index);
            text.append(index == 0 ? "\"" : ",\"").append(column.name()).append("\":");
            text.append(value == null ? "null" : quoted(value));
        }
        return text.append('}').toString();
    }

    /** 64 bits of the row's content: equal rows have equal hashes, in every process and for ever. */
    public static long hash(Row row) {
        long hash = row.columns();
        for (int column = 0; column < row.columns(); column++) {
            if (row.isAbsent(column)) {
                hash = mixed(hash, 0);
            } else if (row.holdsBytes(column)) {
                byte[] bytes = row.bytesAt(column);
                hash = mixed(mixed(hash, 2), bytes.length);
                hash = mixed(hash, bytes);
            } else {
                hash = mixed(mixed(hash, 1), row.longAt(column));
            }
        }
        return hash;
    }

    private static long mixed(long hash, byte[] bytes) {
        long mixed = hash;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            mixed = mixed(mixed, (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < bytes.length; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return mixed(mixed, rest);
    }

    /** One round of SplitMix64, whose finalizer lets every bit of the input reach every bit of the output. */
    private static long mixed(long hash, long value) {
        long mixed = (hash ^ value) + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** A text in quotes, as it stands in a canonical row. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit == '"' || unit == '\\') {
                quoted.append('\\').append(unit);
            } else if (unit < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }

    /** The unscaled value of a decimal column, however wide. */
    public static BigInteger unscaled(Row row, int column) {
        return row.holdsBytes(column) ? new BigInteger(row.bytesAt(column)) : BigInteger.valueOf(row.longAt(column));
    }

    /** A number without exponent and without trailing zeros. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The shortest decimal that reads back as the same double. */
    public static String shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return spelled(rounded);
            }
        }
        return spelled(exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN)));
    }

    private static String spelled(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }
}
