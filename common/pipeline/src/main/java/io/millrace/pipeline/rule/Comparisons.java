package io.millrace.pipeline.rule;

import io.millrace.contract.rule.Expr.Comparison;

/** Nodes that compare. */
final class Comparisons {

    private Comparisons() {}

    static Node compare(Comparison comparison, Order order, Node left, Node right) {
        Slot a = new Slot();
        Slot b = new Slot();
        return (row, into) -> {
            if (!left.load(row, a) || !right.load(row, b)) {
                return false;
            }
            into.set(holds(comparison, order.compare(a, b)));
            return true;
        };
    }

    /** As in CEL the list is made before it is searched: an error in any option is an error. */
    static Node in(Node value, Node[] options, Order[] orders) {
        Slot a = new Slot();
        Slot b = new Slot();
        return (row, into) -> {
            if (!value.load(row, a)) {
                return false;
            }
            boolean found = false;
            for (int index = 0; index < options.length; index++) {
                if (!options[index].load(row, b)) {
                    return false;
                }
                found |= orders[index].compare(a, b) == 0;
            }
            into.set(found);
            return true;
        };
    }

    static boolean holds(Comparison comparison, int order) {
        boolean ordered = order != Order.UNORDERED;
        return switch (comparison) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> ordered && order > 0;
            case GREATER_OR_EQUAL -> ordered && order >= 0;
        };
    }
}
