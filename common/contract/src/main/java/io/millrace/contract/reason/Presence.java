package io.millrace.contract.reason;

import io.millrace.contract.rule.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds optional fields that a rule reads while they may be absent. Reading an absent field is an error value, which
 * {@code &&} and {@code ||} absorb in both orders, so that {@code has(f) && f > 1} and {@code f > 1 && has(f)} are safe.
 */
public final class Presence {

    private final Set<String> optional;
    private final Set<String> unguarded = new TreeSet<>();

    private Presence(Set<String> optional) {
        this.optional = optional;
    }

    /** The optional fields that the expression may read absent, given those known to be there. */
    public static Set<String> unguarded(Expr expr, Set<String> optional, Set<String> known) {
        Presence presence = new Presence(optional);
        presence.visit(expr, known);
        return presence.unguarded;
    }

    /** The fields that must be there when the expression is true. */
    public static Set<String> whenTrue(Expr expr) {
        return certain(expr, true);
    }

    private void visit(Expr expr, Set<String> known) {
        if (expr instanceof Expr.FieldValue field) {
            if (optional.contains(field.field()) && !known.contains(field.field())) {
                unguarded.add(field.field());
            }
        } else if (expr instanceof Expr.And and) {
            visit(and.left(), union(known, decided(and.right(), false)));
            visit(and.right(), union(known, decided(and.left(), false)));
        } else if (expr instanceof Expr.Or or) {
            visit(or.left(), union(known, decided(or.right(), true)));
            visit(or.right(), union(known, decided(or.left(), true)));
        } else if (expr instanceof Expr.Conditional conditional) {
            visit(conditional.condition(), known);
            visit(conditional.then(), union(known, certain(conditional.condition(), true)));
            visit(conditional.otherwise(), union(known, certain(conditional.condition(), false)));
        } else {
            Reads.children(expr).forEach(child -> visit(child, known));
        }
    }

    /** The fields whose absence alone gives the expression that value, whatever else is in the record. */
    private static Set<String> decided(Expr expr, boolean value) {
        if (expr instanceof Expr.Has has) {
            return value ? Set.of() : Set.of(has.field());
        } else if (expr instanceof Expr.Not not) {
            return decided(not.operand(), !value);
        } else if (expr instanceof Expr.And and) {
            return combine(decided(and.left(), value), decided(and.right(), value), !value);
        } else if (expr instanceof Expr.Or or) {
            return combine(decided(or.left(), value), decided(or.right(), value), value);
        }
        return Set.of();
    }

    /** The fields that are there whenever the expression has that value and is no error. */
    private static Set<String> certain(Expr expr, boolean value) {
        if (expr instanceof Expr.Has has) {
            return value ? Set.of(has.field()) : Set.of();
        } else if (expr instanceof Expr.Not not) {
            return certain(not.operand(), !value);
        } else if (expr instanceof Expr.And and) {
            return combine(certain(and.left(), value), certain(and.right(), value), value);
        } else if (expr instanceof Expr.Or or) {
            return combine(certain(or.left(), value), certain(or.right(), value), !value);
        } else if (expr instanceof Expr.Conditional conditional) {
            return certain(conditional.condition());
        }
        return certain(expr);
    }

    /** The fields that are there whenever the expression has any value at all. */
    private static Set<String> certain(Expr expr) {
        if (expr instanceof Expr.Has) {
            return Set.of();
        } else if (expr instanceof Expr.FieldValue field) {
            return Set.of(field.field());
        } else if (expr instanceof Expr.And || expr instanceof Expr.Or) {
            return combine(certain(expr, true), certain(expr, false), false);
        } else if (expr instanceof Expr.Conditional conditional) {
            return certain(conditional.condition());
        }
        Set<String> all = new HashSet<>();
        Reads.children(expr).forEach(child -> all.addAll(certain(child)));
        return all;
    }

    private static Set<String> combine(Set<String> left, Set<String> right, boolean either) {
        return either ? union(left, right) : intersection(left, right);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> union = new HashSet<>(left);
        union.addAll(right);
        return union;
    }

    private static Set<String> intersection(Set<String> left, Set<String> right) {
        Set<String> intersection = new HashSet<>(left);
        intersection.retainAll(List.copyOf(right));
        return intersection;
    }
}
