package io.millrace.pipeline.rule;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Nodes that read fields. Reading one that is absent is an error value. */
final class Fields {

    private Fields() {}

    static Node has(int column) {
        return (row, into) -> {
            into.set(!row.isAbsent(column));
            return true;
        };
    }

    static Node value(int column, Type type) {
        if (type instanceof Decimal decimal) {
            return present(column, (row, into) -> {
                into.decimal = decimal(row, column, decimal.scale());
                return true;
            });
        } else if (type instanceof Type.Real) {
            return present(column, (row, into) -> {
                into.real = row.doubleAt(column);
                return true;
            });
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return present(column, (row, into) -> {
                into.text = row.bytesAt(column);
                return true;
            });
        }
        return present(column, (row, into) -> {
            into.whole = row.longAt(column);
            return true;
        });
    }

    private static Node present(int column, Node node) {
        return (row, into) -> !row.isAbsent(column) && node.load(row, into);
    }

    private static BigDecimal decimal(Row row, int column, int scale) {
        return row.holdsBytes(column)
                ? new BigDecimal(new BigInteger(row.bytesAt(column)), scale)
                : BigDecimal.valueOf(row.longAt(column), scale);
    }
}
