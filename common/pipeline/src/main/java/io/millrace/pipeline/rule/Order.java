package io.millrace.pipeline.rule;

import io.millrace.contract.rule.Expr.ExprType;
import java.math.BigDecimal;
import java.util.Arrays;

/** How two values compare, exactly, by what they are. */
@FunctionalInterface
interface Order {

    /** Negative, zero or positive as the left value is less, equal or greater; neither beside a NaN. */
    int UNORDERED = 2;

    int compare(Slot left, Slot right);

    static Order of(ExprType left, ExprType right) {
        if (left == ExprType.TEXT && right == ExprType.TEXT) {
            // Bytes of UTF-8 stand in the order of their code points.
            return (a, b) -> sign(Arrays.compareUnsigned(a.text, b.text));
        } else if (left == ExprType.DOUBLE && right == ExprType.DOUBLE) {
            return (a, b) -> compare(a.real, b.real);
        } else if (left == ExprType.INT && right == ExprType.DOUBLE) {
            return (a, b) -> compare(a.whole, b.real);
        } else if (left == ExprType.DOUBLE && right == ExprType.INT) {
            return (a, b) -> opposite(compare(b.whole, a.real));
        } else if (left == ExprType.DECIMAL && right == ExprType.DECIMAL) {
            return (a, b) -> a.decimal.compareTo(b.decimal);
        } else if (left == ExprType.DECIMAL && right == ExprType.INT) {
            return (a, b) -> a.decimal.compareTo(BigDecimal.valueOf(b.whole));
        } else if (left == ExprType.INT && right == ExprType.DECIMAL) {
            return (a, b) -> BigDecimal.valueOf(a.whole).compareTo(b.decimal);
        } else if (left == right) {
            return (a, b) -> Long.compare(a.whole, b.whole);
        }
        throw new IllegalArgumentException(left + " and " + right + " do not compare");
    }

    private static int compare(double left, double right) {
        return left < right ? -1 : left > right ? 1 : left == right ? 0 : UNORDERED;
    }

    /** Without rounding the integer: a double of that size is whole, and a smaller one splits exactly. */
    private static int compare(long left, double right) {
        if (Double.isNaN(right)) {
            return UNORDERED;
        } else if (right >= 0x1p63) {
            return -1;
        } else if (right < -0x1p63) {
            return 1;
        }
        long whole = (long) right;
        return left == whole ? compare(0.0, right - whole) : Long.compare(left, whole);
    }

    private static int opposite(int order) {
        return order == UNORDERED ? UNORDERED : -order;
    }

    private static int sign(int difference) {
        return Integer.signum(difference);
    }
}
