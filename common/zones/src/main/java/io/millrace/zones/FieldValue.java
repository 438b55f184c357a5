package io.millrace.zones;

import io.millrace.contract.Type;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.json.LineBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes the value of a column as JSON of its type; text and json as strings. */
interface FieldValue {

    void write(Row row, int column, LineBuffer out);

    static FieldValue of(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return (row, column, out) -> out.number(row.longAt(column));
        } else if (type instanceof Type.Decimal decimal) {
            return decimal(decimal.scale());
        } else if (type instanceof Type.Real) {
            return (row, column, out) -> out.raw(ascii(Double.toString(row.doubleAt(column))));
        } else if (type instanceof Type.Bool) {
            return (row, column, out) -> out.raw(ascii(row.longAt(column) == 0 ? "false" : "true"));
        } else if (type instanceof Type.Date) {
            return (row, column, out) -> out.date(row.longAt(column));
        } else if (type instanceof Type.Timestamp) {
            return (row, column, out) -> out.timestamp(row.longAt(column));
        }
        return (row, column, out) -> out.utf8(row.bytesAt(column));
    }

    private static FieldValue decimal(int scale) {
        return (row, column, out) -> {
            if (row.holdsBytes(column)) {
                BigDecimal value = new BigDecimal(new BigInteger(row.bytesAt(column)), scale);
                out.raw(ascii(value.toPlainString()));
            } else {
                out.decimal(row.longAt(column), scale);
            }
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
