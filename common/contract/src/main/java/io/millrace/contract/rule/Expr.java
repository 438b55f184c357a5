package io.millrace.contract.rule;

import java.math.BigDecimal;
import java.util.List;

/**
 * A typed expression over the fields of a record, free of any engine: the row engine evaluates it, other runners
 * compile it. Reading an absent field is an error value that {@link And} and {@link Or} absorb in both orders.
 */
public sealed interface Expr {

    ExprType type();

    /** What an expression yields. INT is 64 bit; DATE is an epoch day; TIMESTAMP and DURATION are micros. */
    enum ExprType {
        BOOL,
        INT,
        DECIMAL,
        DOUBLE,
        TEXT,
        DATE,
        TIMESTAMP,
        DURATION
    }

    record FieldValue(String field, ExprType type) implements Expr {}

    record Has(String field) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    record BoolLiteral(boolean value) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    record IntLiteral(long value) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.INT;
        }
    }

    record DecimalLiteral(BigDecimal value) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.DECIMAL;
        }
    }

    record DoubleLiteral(double value) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.DOUBLE;
        }
    }

    record TextLiteral(String value) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.TEXT;
        }
    }

    record TimestampLiteral(long micros) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.TIMESTAMP;
        }
    }

    record DurationLiteral(long micros) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.DURATION;
        }
    }

    record Not(Expr operand) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    record And(Expr left, Expr right) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    record Or(Expr left, Expr right) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    record Compare(Comparison comparison, Expr left, Expr right) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    /** Sum, difference or product. DECIMAL and DECIMAL or INT give DECIMAL; a difference of TIMESTAMPs is a DURATION. */
    record Arithmetic(Operator operator, Expr left, Expr right, ExprType type) implements Expr {}

    record Negate(Expr operand, ExprType type) implements Expr {}

    record Conditional(Expr condition, Expr then, Expr otherwise, ExprType type) implements Expr {}

    record In(Expr value, List<Expr> options) implements Expr {
        public In {
            options = List.copyOf(options);
        }

        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    /** Length of a text in code points. */
    record Size(Expr text) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.INT;
        }
    }

    record TextTest(Part part, Expr text, Expr sought) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    /** RE2, unanchored. */
    record Matches(Expr text, String pattern) implements Expr {
        @Override
        public ExprType type() {
            return ExprType.BOOL;
        }
    }

    enum Comparison {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    enum Operator {
        PLUS,
        MINUS,
        TIMES
    }

    enum Part {
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }
}
