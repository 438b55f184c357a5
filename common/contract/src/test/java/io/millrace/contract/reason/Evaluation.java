package io.millrace.contract.reason;

import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What a condition is for one record, by the book (SEMANTICS 5.3); empty is an error value. For tests. */
final class Evaluation {

    private final Map<String, Object> row;

    Evaluation(Map<String, Object> row) {
        this.row = row;
    }

    /** A Boolean, BigDecimal or String; empty for an error. */
    Optional<Object> of(Expr expr) {
        if (expr instanceof Expr.BoolLiteral literal) {
            return Optional.of(literal.value());
        } else if (expr instanceof Expr.TextLiteral literal) {
            return Optional.of(literal.value());
        } else if (expr instanceof Expr.FieldValue field) {
            return Optional.ofNullable(row.get(field.field()));
        } else if (expr instanceof Expr.Has has) {
            return Optional.of(row.containsKey(has.field()));
        } else if (expr instanceof Expr.Not not) {
            return of(not.operand()).map(value -> !(Boolean) value);
        } else if (expr instanceof Expr.And and) {
            return absorbing(of(and.left()), of(and.right()), false);
        } else if (expr instanceof Expr.Or or) {
            return absorbing(of(or.left()), of(or.right()), true);
        } else if (expr instanceof Expr.Conditional conditional) {
            return of(conditional.condition())
                    .flatMap(value -> of((Boolean) value ? conditional.then() : conditional.otherwise()));
        } else if (expr instanceof Expr.Compare compare) {
            return of(compare.left())
                    .flatMap(left -> of(compare.right()).map(right -> compared(compare.comparison(), left, right)));
        } else if (expr instanceof Expr.In in) {
            return of(in.value())
                    .map(value -> in.options().stream()
                            .anyMatch(option ->
                                    compared(Comparison.EQUAL, value, of(option).orElseThrow())));
        } else if (expr instanceof Expr.Size size) {
            return of(size.text())
                    .map(text -> BigDecimal.valueOf(((String) text).codePoints().count()));
        } else if (expr instanceof Expr.TextTest test) {
            return of(test.text())
                    .map(text -> ((String) text)
                            .startsWith((String) of(test.sought()).orElseThrow()));
        }
        return Constants.number(expr).map(number -> number);
    }

    private static Optional<Object> absorbing(Optional<Object> left, Optional<Object> right, boolean absorber) {
        if (left.equals(Optional.of(absorber)) || right.equals(Optional.of(absorber))) {
            return Optional.of(absorber);
        }
        return left.isEmpty() || right.isEmpty() ? Optional.empty() : Optional.of(!absorber);
    }

    private static boolean compared(Comparison comparison, Object left, Object right) {
        int order = order(left, right);
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static int order(Object left, Object right) {
        if (left instanceof BigDecimal number) {
            return number.compareTo((BigDecimal) right);
        } else if (left instanceof Boolean value) {
            return value.compareTo((Boolean) right);
        }
        return ((String) left).compareTo((String) right);
    }
}
