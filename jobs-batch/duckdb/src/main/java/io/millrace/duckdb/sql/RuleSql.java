package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import io.millrace.contract.rule.Expr.ExprType;
import io.millrace.contract.rule.Rule;
import io.millrace.contract.time.Timestamps;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rules in three-valued SQL: an error value is null. A rule that SQL would calculate otherwise than the row engine is
 * {@link #UNDECIDED}: no record is clean by it, so the row engine decides all of them.
 */
final class RuleSql {

    static final String UNDECIDED = "false";

    private static final int MOST_DIGITS = 38;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final Contract contract;

    RuleSql(Contract contract) {
        this.contract = contract;
    }

    /** Whether the rule holds, over the columns of values; never null. */
    String holds(Rule rule) {
        try {
            String check = "coalesce(" + sql(rule.check()) + ", false)";
            return rule.when()
                    .map(when -> "(not coalesce(" + sql(when) + ", false) or " + check + ")")
                    .orElse(check);
        } catch (NotInSql e) {
            return UNDECIDED;
        }
    }

    private String sql(Expr expr) {
        if (expr instanceof Expr.FieldValue value) {
            return field(value);
        } else if (expr instanceof Expr.Has has) {
            return "(" + Sql.name(has.field()) + " is not null)";
        } else if (expr instanceof Expr.Not not) {
            return "(not " + sql(not.operand()) + ")";
        } else if (expr instanceof Expr.And and) {
            return "(" + sql(and.left()) + " and " + sql(and.right()) + ")";
        } else if (expr instanceof Expr.Or or) {
            return "(" + sql(or.left()) + " or " + sql(or.right()) + ")";
        } else if (expr instanceof Expr.Compare compare) {
            return compare(compare.comparison(), compare.left(), compare.right());
        } else if (expr instanceof Expr.Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        } else if (expr instanceof Expr.Negate negate) {
            return negate(negate);
        } else if (expr instanceof Expr.Conditional choice) {
            return conditional(choice);
        } else if (expr instanceof Expr.In in) {
            return in(in);
        } else if (expr instanceof Expr.Size size) {
            return "length(" + sql(size.text()) + ")";
        } else if (expr instanceof Expr.TextTest test) {
            return test(test);
        } else if (expr instanceof Expr.Matches matches) {
            return matches(matches);
        }
        return literal(expr);
    }

    private static String literal(Expr expr) {
        if (expr instanceof Expr.BoolLiteral literal) {
            return Boolean.toString(literal.value());
        } else if (expr instanceof Expr.IntLiteral literal) {
            return "'" + literal.value() + "'::bigint";
        } else if (expr instanceof Expr.TimestampLiteral literal) {
            return "'" + literal.micros() + "'::bigint";
        } else if (expr instanceof Expr.DurationLiteral literal) {
            return "'" + literal.micros() + "'::bigint";
        } else if (expr instanceof Expr.DoubleLiteral literal) {
            return "'" + literal.value() + "'::double";
        } else if (expr instanceof Expr.TextLiteral literal) {
            return Sql.text(literal.value());
        } else if (expr instanceof Expr.DecimalLiteral literal) {
            Digits digits = Digits.of(literal.value());
            return "'" + literal.value().toPlainString() + "'::" + digits.type();
        }
        throw new NotInSql();
    }

    /** Instants, durations and days are counted, as the row engine does. */
    private String field(Expr.FieldValue value) {
        String column = Sql.name(value.field());
        Type type = contract.field(value.field()).type();
        if (type instanceof Type.Timestamp) {
            return "epoch_us(" + column + ")";
        } else if (type instanceof Type.Date) {
            return "(" + column + " - date '1970-01-01')";
        }
        return column;
    }

    private String compare(Comparison comparison, Expr left, Expr right) {
        comparable(left, right);
        String sign = switch (comparison) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
        return "(" + sql(left) + " " + sign + " " + sql(right) + ")";
    }

    /** DuckDB compares numbers of two types as one of them, which must hold both exactly. */
    private void comparable(Expr left, Expr right) {
        boolean isDouble = left.type() == ExprType.DOUBLE || right.type() == ExprType.DOUBLE;
        if (isDouble && !(exactAsDouble(left) && exactAsDouble(right))) {
            throw new NotInSql();
        }
        if (left.type() == ExprType.DECIMAL || right.type() == ExprType.DECIMAL) {
            digits(left).and(digits(right)).type();
        }
    }

    /** No calculated doubles: they may be NaN, which DuckDB orders. */
    private boolean exactAsDouble(Expr expr) {
        if (expr instanceof Expr.FieldValue value) {
            Type type = contract.field(value.field()).type();
            return type instanceof Type.Real || type instanceof Type.Int;
        } else if (expr instanceof Expr.IntLiteral literal) {
            return Math.abs(literal.value()) <= EXACT_IN_DOUBLE && literal.value() != Long.MIN_VALUE;
        }
        return expr instanceof Expr.DoubleLiteral;
    }

    private String arithmetic(Expr.Arithmetic arithmetic) {
        String sign = switch (arithmetic.operator()) {
            case PLUS -> "+";
            case MINUS -> "-";
            case TIMES -> "*";
        };
        String left = sql(arithmetic.left());
        String right = sql(arithmetic.right());
        return switch (arithmetic.type()) {
            case DECIMAL ->
                "(" + wide(arithmetic.left()) + " " + sign + " " + wide(arithmetic.right()) + ")::"
                        + digits(arithmetic).type();
            case INT, DURATION, TIMESTAMP, DATE ->
                counted("(" + left + "::hugeint " + sign + " " + right + "::hugeint)", arithmetic.type());
            case TEXT -> "(" + left + " || " + right + ")";
            case DOUBLE, BOOL -> throw new NotInSql();
        };
    }

    /** What does not fit 64 bits, or the years of a timestamp, is an error value. */
    private static String counted(String wide, ExprType type) {
        long least = type == ExprType.TIMESTAMP ? Timestamps.MIN : Long.MIN_VALUE;
        long most = type == ExprType.TIMESTAMP ? Timestamps.MAX : Long.MAX_VALUE;
        return "case when " + wide + " between '" + least + "'::hugeint and '" + most + "'::hugeint then " + wide
                + "::bigint end";
    }

    private String negate(Expr.Negate negate) {
        return switch (negate.type()) {
            case DECIMAL -> "(-" + decimal(negate.operand()) + ")";
            case DOUBLE, BOOL, TEXT -> throw new NotInSql();
            case INT, DURATION, TIMESTAMP, DATE -> counted("(-" + sql(negate.operand()) + "::hugeint)", ExprType.INT);
        };
    }

    /** With room for the result: of operands of 18 digits DuckDB would make one of 18, or an error. */
    private String wide(Expr expr) {
        return sql(expr) + "::decimal(" + MOST_DIGITS + "," + digits(expr).fraction() + ")";
    }

    private String decimal(Expr expr) {
        return sql(expr) + "::" + digits(expr).type();
    }

    private String conditional(Expr.Conditional choice) {
        String then = sql(choice.then());
        String otherwise = sql(choice.otherwise());
        if (choice.type() == ExprType.DECIMAL) {
            String type = digits(choice).type();
            then = then + "::" + type;
            otherwise = otherwise + "::" + type;
        }
        String condition = sql(choice.condition());
        return "case when " + condition + " then " + then + " when not " + condition + " then " + otherwise + " end";
    }

    /** As in CEL the list is made before it is searched: an error in any option is an error. */
    private String in(Expr.In in) {
        in.options().forEach(option -> comparable(in.value(), option));
        String options = in.options().stream().map(this::sql).collect(Collectors.joining(", "));
        if (options.isEmpty()) {
            return "case when " + sql(in.value()) + " is not null then false end";
        }
        String found = "(" + sql(in.value()) + " in (" + options + "))";
        boolean sure = in.options().stream().allMatch(RuleSql::isLiteral);
        if (sure) {
            return found;
        }
        String known = in.options().stream()
                .map(option -> sql(option) + " is not null")
                .collect(Collectors.joining(" and "));
        return "case when " + known + " then " + found + " end";
    }

    private static boolean isLiteral(Expr expr) {
        return expr instanceof Expr.TextLiteral
                || expr instanceof Expr.IntLiteral
                || expr instanceof Expr.DecimalLiteral
                || expr instanceof Expr.DoubleLiteral
                || expr instanceof Expr.TimestampLiteral
                || expr instanceof Expr.DurationLiteral
                || expr instanceof Expr.BoolLiteral;
    }

    private String test(Expr.TextTest test) {
        String function = switch (test.part()) {
            case STARTS_WITH -> "starts_with";
            case ENDS_WITH -> "ends_with";
            case CONTAINS -> "contains";
        };
        return function + "(" + sql(test.text()) + ", " + sql(test.sought()) + ")";
    }

    private String matches(Expr.Matches matches) {
        if (!TextSql.isShared(matches.pattern())) {
            throw new NotInSql();
        }
        return "regexp_matches(" + sql(matches.text()) + ", " + Sql.text(matches.pattern()) + ")";
    }

    /** How many digits the value of an expression may have before and after the point. */
    private Digits digits(Expr expr) {
        if (expr instanceof Expr.FieldValue value
                && contract.field(value.field()).type() instanceof Decimal decimal) {
            return new Digits(decimal.precision() - decimal.scale(), decimal.scale());
        } else if (expr instanceof Expr.DecimalLiteral literal) {
            return Digits.of(literal.value());
        } else if (expr instanceof Expr.IntLiteral literal) {
            return Digits.of(BigDecimal.valueOf(literal.value()));
        } else if (expr instanceof Expr.Negate negate) {
            return digits(negate.operand());
        } else if (expr instanceof Expr.Conditional choice) {
            return digits(choice.then()).and(digits(choice.otherwise()));
        } else if (expr instanceof Expr.Arithmetic arithmetic && arithmetic.type() == ExprType.DECIMAL) {
            Digits left = digits(arithmetic.left());
            Digits right = digits(arithmetic.right());
            return arithmetic.operator() == Expr.Operator.TIMES
                    ? new Digits(left.whole() + right.whole(), left.fraction() + right.fraction())
                    : left.and(right).carried();
        } else if (expr.type() == ExprType.INT) {
            return new Digits(String.valueOf(Long.MAX_VALUE).length(), 0);
        }
        throw new NotInSql();
    }

    private record Digits(int whole, int fraction) {

        static Digits of(BigDecimal value) {
            int fraction = Math.max(0, value.scale());
            return new Digits(Math.max(0, value.precision() - value.scale()), fraction);
        }

        Digits and(Digits other) {
            return new Digits(Math.max(whole, other.whole), Math.max(fraction, other.fraction));
        }

        Digits carried() {
            return new Digits(whole + 1, fraction);
        }

        String type() {
            if (whole + fraction > MOST_DIGITS) {
                throw new NotInSql();
            }
            return "decimal(" + Math.max(1, whole + fraction) + "," + fraction + ")";
        }
    }

    /** Told to the nearest {@link #holds}, from wherever in the expression it is noticed. */
    private static final class NotInSql extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The conditions of all rules. */
    List<String> all() {
        return contract.rules().stream().map(this::holds).toList();
    }
}
