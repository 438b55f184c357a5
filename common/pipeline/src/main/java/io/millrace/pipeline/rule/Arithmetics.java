package io.millrace.pipeline.rule;

import io.millrace.contract.rule.Expr.ExprType;
import io.millrace.contract.rule.Expr.Operator;
import io.millrace.contract.time.Timestamps;
import java.math.BigDecimal;
import java.util.Arrays;

/** Nodes that calculate. Integers that overflow, and instants beyond the years 0001 to 9999, are error values. */
final class Arithmetics {

    private Arithmetics() {}

    static Node binary(Operator operator, ExprType type, Node left, Node right) {
        Slot a = new Slot();
        Slot b = new Slot();
        return (row, into) -> left.load(row, a) && right.load(row, b) && calculate(operator, type, a, b, into);
    }

    static Node negate(ExprType type, Node operand) {
        return (row, into) -> {
            if (!operand.load(row, into)) {
                return false;
            }
            if (type == ExprType.DECIMAL) {
                into.decimal = into.decimal.negate();
            } else if (type == ExprType.DOUBLE) {
                into.real = -into.real;
            } else if (into.whole == Long.MIN_VALUE) {
                return false;
            } else {
                into.whole = -into.whole;
            }
            return true;
        };
    }

    static Node asDecimal(Node whole) {
        return (row, into) -> {
            if (!whole.load(row, into)) {
                return false;
            }
            into.decimal = BigDecimal.valueOf(into.whole);
            return true;
        };
    }

    private static boolean calculate(Operator operator, ExprType type, Slot a, Slot b, Slot into) {
        if (type == ExprType.DECIMAL) {
            into.decimal = switch (operator) {
                case PLUS -> a.decimal.add(b.decimal);
                case MINUS -> a.decimal.subtract(b.decimal);
                case TIMES -> a.decimal.multiply(b.decimal);
            };
            return true;
        } else if (type == ExprType.DOUBLE) {
            into.real = switch (operator) {
                case PLUS -> a.real + b.real;
                case MINUS -> a.real - b.real;
                case TIMES -> a.real * b.real;
            };
            return true;
        } else if (type == ExprType.TEXT) {
            into.text = joined(a.text, b.text);
            return true;
        }
        return wholes(operator, type, a.whole, b.whole, into);
    }

    private static boolean wholes(Operator operator, ExprType type, long a, long b, Slot into) {
        long high;
        switch (operator) {
            case PLUS -> {
                into.whole = a + b;
                high = ((a ^ into.whole) & (b ^ into.whole)) < 0 ? 1 : 0;
            }
            case MINUS -> {
                into.whole = a - b;
                high = ((a ^ b) & (a ^ into.whole)) < 0 ? 1 : 0;
            }
            case TIMES -> {
                into.whole = a * b;
                high = Math.multiplyHigh(a, b) - (into.whole >> 63);
            }
            default -> throw new IllegalArgumentException(operator.name());
        }
        boolean exists = type != ExprType.TIMESTAMP || (into.whole >= Timestamps.MIN && into.whole <= Timestamps.MAX);
        return high == 0 && exists;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
