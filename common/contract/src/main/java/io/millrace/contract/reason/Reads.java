package io.millrace.contract.reason;

import io.millrace.contract.rule.Expr;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The fields that an expression reads, be it their value or whether they are there. */
public final class Reads {

    private Reads() {}

    public static Set<String> of(Expr expr) {
        Set<String> fields = new TreeSet<>();
        visit(expr, node -> {
            if (node instanceof Expr.FieldValue field) {
                fields.add(field.field());
            } else if (node instanceof Expr.Has has) {
                fields.add(has.field());
            }
        });
        return fields;
    }

    private static void visit(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        children(expr).forEach(child -> visit(child, visitor));
    }

    static List<Expr> children(Expr expr) {
        if (expr instanceof Expr.Not not) {
            return List.of(not.operand());
        } else if (expr instanceof Expr.And and) {
            return List.of(and.left(), and.right());
        } else if (expr instanceof Expr.Or or) {
            return List.of(or.left(), or.right());
        } else if (expr instanceof Expr.Compare compare) {
            return List.of(compare.left(), compare.right());
        } else if (expr instanceof Expr.Arithmetic arithmetic) {
            return List.of(arithmetic.left(), arithmetic.right());
        } else if (expr instanceof Expr.Negate negate) {
            return List.of(negate.operand());
        } else if (expr instanceof Expr.Conditional conditional) {
            return List.of(conditional.condition(), conditional.then(), conditional.otherwise());
        } else if (expr instanceof Expr.In in) {
            return List.of(in.value());
        } else if (expr instanceof Expr.Size size) {
            return List.of(size.text());
        } else if (expr instanceof Expr.TextTest test) {
            return List.of(test.text(), test.sought());
        } else if (expr instanceof Expr.Matches matches) {
            return List.of(matches.text());
        }
        return List.of();
    }
}
