package io.millrace.contract.reason;

import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.ExprType;
import java.math.BigDecimal;
import java.util.Optional;

/** The values of expressions that are the same for every record. */
final class Constants {

    private Constants() {}

    /** The number of a literal, or of a calculation with exact literals. */
    static Optional<BigDecimal> number(Expr expr) {
        if (expr instanceof Expr.IntLiteral literal) {
            return Optional.of(BigDecimal.valueOf(literal.value()));
        } else if (expr instanceof Expr.DecimalLiteral literal) {
            return Optional.of(literal.value());
        } else if (expr instanceof Expr.DoubleLiteral literal) {
            return Optional.of(new BigDecimal(literal.value()));
        } else if (expr instanceof Expr.TimestampLiteral literal) {
            return Optional.of(BigDecimal.valueOf(literal.micros()));
        } else if (expr instanceof Expr.DurationLiteral literal) {
            return Optional.of(BigDecimal.valueOf(literal.micros()));
        } else if (expr instanceof Expr.Negate negate) {
            return number(negate.operand()).map(BigDecimal::negate);
        } else if (expr instanceof Expr.Arithmetic arithmetic && arithmetic.type() != ExprType.DOUBLE) {
            return number(arithmetic.left())
                    .flatMap(left -> number(arithmetic.right()).map(right -> calculate(arithmetic, left, right)));
        }
        return Optional.empty();
    }

    /** The text of a text or boolean literal. */
    static String text(Expr expr) {
        return expr instanceof Expr.BoolLiteral literal
                ? String.valueOf(literal.value())
                : ((Expr.TextLiteral) expr).value();
    }

    private static BigDecimal calculate(Expr.Arithmetic arithmetic, BigDecimal left, BigDecimal right) {
        return switch (arithmetic.operator()) {
            case PLUS -> left.add(right);
            case MINUS -> left.subtract(right);
            case TIMES -> left.multiply(right);
        };
    }
}
