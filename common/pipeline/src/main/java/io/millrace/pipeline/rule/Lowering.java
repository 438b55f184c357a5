package io.millrace.pipeline.rule;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.Comparison;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/** Makes nodes of expressions: one branch a kind of expression. */
final class Lowering {

    /** Digits that always fit a long. */
    private static final int LONG_DIGITS = 18;

    private final List<Field> fields;

    Lowering(List<Field> fields) {
        this.fields = fields;
    }

    Node node(Expr expr) {
        if (expr instanceof Expr.FieldValue value) {
            int column = column(value.field());
            return Fields.value(column, fields.get(column).type());
        } else if (expr instanceof Expr.Has has) {
            return Fields.has(column(has.field()));
        } else if (expr instanceof Expr.Not not) {
            return Logic.not(node(not.operand()));
        } else if (expr instanceof Expr.And and) {
            return Logic.and(node(and.left()), node(and.right()));
        } else if (expr instanceof Expr.Or or) {
            return Logic.or(node(or.left()), node(or.right()));
        } else if (expr instanceof Expr.Conditional choice) {
            return Logic.conditional(
                    node(choice.condition()),
                    converted(choice.then(), choice.type()),
                    converted(choice.otherwise(), choice.type()));
        } else if (expr instanceof Expr.Compare compare) {
            return comparison(compare);
        } else if (expr instanceof Expr.In in) {
            return in(in);
        } else if (expr instanceof Expr.Arithmetic arithmetic) {
            return Arithmetics.binary(
                    arithmetic.operator(),
                    arithmetic.type(),
                    converted(arithmetic.left(), arithmetic.type()),
                    converted(arithmetic.right(), arithmetic.type()));
        } else if (expr instanceof Expr.Negate negate) {
            return Arithmetics.negate(negate.type(), node(negate.operand()));
        }
        return textOrLiteral(expr);
    }

    private Node textOrLiteral(Expr expr) {
        if (expr instanceof Expr.Size size) {
            return Texts.size(node(size.text()));
        } else if (expr instanceof Expr.TextTest test) {
            return Texts.test(test.part(), node(test.text()), node(test.sought()));
        } else if (expr instanceof Expr.Matches matches) {
            return Texts.matches(node(matches.text()), matches.pattern());
        } else if (expr instanceof Expr.BoolLiteral literal) {
            return whole(literal.value() ? 1 : 0);
        } else if (expr instanceof Expr.IntLiteral literal) {
            return whole(literal.value());
        } else if (expr instanceof Expr.TimestampLiteral literal) {
            return whole(literal.micros());
        } else if (expr instanceof Expr.DurationLiteral literal) {
            return whole(literal.micros());
        } else if (expr instanceof Expr.DoubleLiteral literal) {
            return (row, into) -> {
                into.real = literal.value();
                return true;
            };
        } else if (expr instanceof Expr.DecimalLiteral literal) {
            return (row, into) -> {
                into.decimal = literal.value();
                return true;
            };
        } else if (expr instanceof Expr.TextLiteral literal) {
            byte[] text = literal.value().getBytes(StandardCharsets.UTF_8);
            return (row, into) -> {
                into.text = text;
                return true;
            };
        }
        throw new IllegalArgumentException("no node for " + expr);
    }

    /** A field beside a literal is what most rules compare: these need no slot and make no object. */
    private Node comparison(Expr.Compare compare) {
        Comparison comparison = compare.comparison();
        if (compare.left() instanceof Expr.FieldValue value && compare.right() instanceof Expr.TextLiteral literal) {
            if (comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL) {
                byte[] text = literal.value().getBytes(StandardCharsets.UTF_8);
                return Fields.equalsText(column(value.field()), text, comparison == Comparison.EQUAL);
            }
        } else if (compare.left() instanceof Expr.FieldValue value && value.type() == Expr.ExprType.DECIMAL) {
            OptionalLong literal = unscaled(compare.right(), (Decimal) type(value.field()));
            if (literal.isPresent()) {
                return Fields.compareUnscaled(column(value.field()), comparison, literal.getAsLong());
            }
        }
        return Comparisons.compare(
                comparison, order(compare.left(), compare.right()), node(compare.left()), node(compare.right()));
    }

    /** The literal counted in the last fraction digit of a type that fits a long, if it is that exactly. */
    private static OptionalLong unscaled(Expr expr, Decimal type) {
        BigDecimal literal = expr instanceof Expr.DecimalLiteral decimal
                ? decimal.value()
                : expr instanceof Expr.IntLiteral whole ? BigDecimal.valueOf(whole.value()) : null;
        if (literal == null || type.precision() > LONG_DIGITS) {
            return OptionalLong.empty();
        }
        BigDecimal stripped = literal.stripTrailingZeros();
        boolean fits = stripped.scale() <= type.scale()
                && stripped.precision() - stripped.scale() <= LONG_DIGITS - type.scale();
        return fits ? OptionalLong.of(stripped.movePointRight(type.scale()).longValueExact()) : OptionalLong.empty();
    }

    private Node in(Expr.In in) {
        Node[] options = new Node[in.options().size()];
        Order[] orders = new Order[options.length];
        for (int index = 0; index < options.length; index++) {
            options[index] = node(in.options().get(index));
            orders[index] = order(in.value(), in.options().get(index));
        }
        return Comparisons.in(node(in.value()), options, orders);
    }

    /** The node of an operand, as a decimal where an integer stands beside one. */
    private Node converted(Expr operand, Expr.ExprType wanted) {
        boolean widens = wanted == Expr.ExprType.DECIMAL && operand.type() == Expr.ExprType.INT;
        return widens ? Arithmetics.asDecimal(node(operand)) : node(operand);
    }

    private static Order order(Expr left, Expr right) {
        return Order.of(left.type(), right.type());
    }

    private static Node whole(long value) {
        return (row, into) -> {
            into.whole = value;
            return true;
        };
    }

    private Type type(String name) {
        return fields.get(column(name)).type();
    }

    private int column(String name) {
        for (int column = 0; column < fields.size(); column++) {
            if (fields.get(column).name().equals(name)) {
                return column;
            }
        }
        throw new IllegalArgumentException("no field " + name);
    }
}
