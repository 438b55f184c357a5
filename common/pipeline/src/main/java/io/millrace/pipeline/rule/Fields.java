package io.millrace.pipeline.rule;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.rule.Expr.Comparison;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

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

    /** Compares a text field with a literal, without a slot between them. */
    static Node equalsText(int column, byte[] literal, boolean expected) {
        return (row, into) -> {
            if (row.isAbsent(column)) {
                return false;
            }
            into.set(Arrays.equals(row.bytesAt(column), literal) == expected);
            return true;
        };
    }

    /** Compares a decimal field that is held as a long with a literal of no more fraction digits. */
    static Node compareUnscaled(int column, Comparison comparison, long literal) {
        return (row, into) -> {
            if (row.isAbsent(column)) {
                return false;
            }
            into.set(Comparisons.holds(comparison, Long.compare(row.longAt(column), literal)));
            return true;
        };
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
