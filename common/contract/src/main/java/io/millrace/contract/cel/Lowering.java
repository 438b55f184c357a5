package io.millrace.contract.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.millrace.contract.Type;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import io.millrace.contract.rule.Expr.ExprType;
import io.millrace.contract.rule.Expr.Operator;
import io.millrace.contract.rule.Expr.Part;
import io.millrace.contract.time.Durations;
import io.millrace.contract.time.Timestamps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns a checked CEL tree into the nodes that runners carry out. A number with a point is a double, but beside a
 * decimal it is exactly what is written.
 */
final class Lowering {

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "_==_", Comparison.EQUAL,
            "_!=_", Comparison.NOT_EQUAL,
            "_<_", Comparison.LESS,
            "_<=_", Comparison.LESS_OR_EQUAL,
            "_>_", Comparison.GREATER,
            "_>=_", Comparison.GREATER_OR_EQUAL);

    private static final Map<String, Operator> OPERATORS =
            Map.of("_+_", Operator.PLUS, "_-_", Operator.MINUS, "_*_", Operator.TIMES);

    private final Map<String, Type> fields;
    private final RuleText text;

    Lowering(Map<String, Type> fields, RuleText text) {
        this.fields = fields;
        this.text = text;
    }

    Expr lower(CelExpr expr) {
        return lower(expr, Points.DOUBLE);
    }

    private Expr lower(CelExpr expr, Points points) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr, points);
            case IDENT ->
                new Expr.FieldValue(
                        expr.ident().name(), exprType(fields.get(expr.ident().name())));
            case CALL -> call(expr, points);
            default -> throw outside(expr.getKind());
        };
    }

    private Expr constant(CelExpr expr, Points points) {
        CelConstant constant = expr.constant();
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> new Expr.BoolLiteral(constant.booleanValue());
            case INT64_VALUE -> new Expr.IntLiteral(constant.int64Value());
            case STRING_VALUE -> new Expr.TextLiteral(constant.stringValue());
            case DOUBLE_VALUE ->
                points == Points.DECIMAL
                        ? new Expr.DecimalLiteral(exact(expr))
                        : new Expr.DoubleLiteral(constant.doubleValue() + 0.0);
            default -> throw outside(constant.getKind());
        };
    }

    /** The number as it is spelled; CEL has taken its sign into the value. */
    private BigDecimal exact(CelExpr expr) {
        BigDecimal spelled = new BigDecimal(text.number(expr));
        return expr.constant().doubleValue() < 0 ? spelled.negate() : spelled;
    }

    private Expr call(CelExpr expr, Points points) {
        CelCall call = expr.call();
        String function = call.function();
        if (COMPARISONS.containsKey(function)) {
            List<Expr> sides = sides(expr, call, Points.DOUBLE);
            return new Expr.Compare(COMPARISONS.get(function), sides.get(0), sides.get(1));
        } else if (OPERATORS.containsKey(function)) {
            return arithmetic(expr, OPERATORS.get(function), points);
        }
        return switch (function) {
            case "_&&_" -> new Expr.And(argument(call, 0), argument(call, 1));
            case "_||_" -> new Expr.Or(argument(call, 0), argument(call, 1));
            case "!_" -> new Expr.Not(argument(call, 0));
            case "-_" -> negate(lower(call.args().get(0), points));
            case "_?_:_" -> conditional(expr, points);
            case "@in" -> in(call);
            case CelEnvironment.HAS -> new Expr.Has(call.args().get(0).ident().name());
            case "size" -> new Expr.Size(receiver(call));
            case "startsWith" -> new Expr.TextTest(Part.STARTS_WITH, receiver(call), argument(call, 0));
            case "endsWith" -> new Expr.TextTest(Part.ENDS_WITH, receiver(call), argument(call, 0));
            case "contains" -> new Expr.TextTest(Part.CONTAINS, receiver(call), argument(call, 0));
            case "matches" -> new Expr.Matches(receiver(call), lastText(call));
            case "timestamp" -> new Expr.TimestampLiteral(Timestamps.parseWithOffset(lastText(call)));
            case "duration" ->
                new Expr.DurationLiteral(Durations.parse(lastText(call)).getAsLong());
            default -> throw outside(function);
        };
    }

    private Expr argument(CelCall call, int index) {
        return lower(call.args().get(index));
    }

    /** What a function that may be written {@code f(x)} or {@code x.f()} is about. */
    private Expr receiver(CelCall call) {
        return lower(call.target().orElseGet(() -> call.args().get(0)));
    }

    private static String lastText(CelCall call) {
        return call.args().get(call.args().size() - 1).constant().stringValue();
    }

    private Expr arithmetic(CelExpr expr, Operator operator, Points points) {
        List<Expr> sides = sides(expr, expr.call(), points);
        ExprType left = sides.get(0).type();
        ExprType right = sides.get(1).type();
        ExprType type = left == ExprType.TIMESTAMP ? ExprType.DURATION : right == ExprType.DECIMAL ? right : left;
        return new Expr.Arithmetic(operator, sides.get(0), sides.get(1), type);
    }

    private static Expr negate(Expr operand) {
        return new Expr.Negate(operand, operand.type());
    }

    private Expr conditional(CelExpr expr, Points points) {
        List<CelExpr> arguments = expr.call().args();
        Expr then = lower(arguments.get(1), points);
        Expr otherwise = lower(arguments.get(2), points);
        if (then.type() != otherwise.type()) {
            then = decimal(arguments.get(1));
            otherwise = decimal(arguments.get(2));
        }
        if (then.type() != otherwise.type()) {
            text.error(
                    expr,
                    "?",
                    "the branches of ?: are of unlike types, " + word(then) + " and " + word(otherwise),
                    "write both as decimals");
        }
        return new Expr.Conditional(lower(arguments.get(0)), then, otherwise, then.type());
    }

    /** As a decimal, when it is a number literal. */
    private Expr decimal(CelExpr expr) {
        Expr lowered = lower(expr, Points.DECIMAL);
        return lowered instanceof Expr.IntLiteral literal
                ? new Expr.DecimalLiteral(BigDecimal.valueOf(literal.value()))
                : lowered;
    }

    private Expr in(CelCall call) {
        Expr value = argument(call, 0);
        Points points = value.type() == ExprType.DECIMAL ? Points.DECIMAL : Points.DOUBLE;
        List<Expr> options = new ArrayList<>();
        call.args().get(1).list().elements().forEach(element -> options.add(lower(element, points)));
        return new Expr.In(value, options);
    }

    /** Both sides of an operator; when one is a decimal, numbers with a point on the other are decimals too. */
    private List<Expr> sides(CelExpr expr, CelCall call, Points points) {
        Expr left = lower(call.args().get(0), points);
        Expr right = lower(call.args().get(1), points);
        if (left.type() == ExprType.DECIMAL && right.type() == ExprType.DOUBLE) {
            right = lower(call.args().get(1), Points.DECIMAL);
        } else if (left.type() == ExprType.DOUBLE && right.type() == ExprType.DECIMAL) {
            left = lower(call.args().get(0), Points.DECIMAL);
        }
        boolean exact = left.type() == ExprType.DECIMAL || right.type() == ExprType.DECIMAL;
        if (exact && (left.type() == ExprType.DOUBLE || right.type() == ExprType.DOUBLE)) {
            text.error(
                    expr,
                    call.function().replace("_", ""),
                    "a double beside a decimal is not exact",
                    "declare both fields as decimal");
        }
        return List.of(left, right);
    }

    private static ExprType exprType(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return ExprType.INT;
        } else if (type instanceof Type.Decimal) {
            return ExprType.DECIMAL;
        } else if (type instanceof Type.Real) {
            return ExprType.DOUBLE;
        } else if (type instanceof Type.Bool) {
            return ExprType.BOOL;
        } else if (type instanceof Type.Date) {
            return ExprType.DATE;
        } else if (type instanceof Type.Timestamp) {
            return ExprType.TIMESTAMP;
        }
        return ExprType.TEXT;
    }

    private static String word(Expr expr) {
        return TypeNames.of(expr.type());
    }

    private static IllegalStateException outside(Object construct) {
        return new IllegalStateException("outside the subset, yet not refused: " + construct);
    }

    /** What a number with a point is. */
    private enum Points {
        DOUBLE,
        DECIMAL
    }
}
