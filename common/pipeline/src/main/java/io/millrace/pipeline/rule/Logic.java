package io.millrace.pipeline.rule;

/** Nodes of truth. */
final class Logic {

    private Logic() {}

    static Node not(Node operand) {
        return (row, into) -> {
            boolean known = operand.load(row, into);
            into.set(!into.isTrue());
            return known;
        };
    }

    static Node and(Node left, Node right) {
        return eitherDecides(left, right, false);
    }

    static Node or(Node left, Node right) {
        return eitherDecides(left, right, true);
    }

    static Node conditional(Node condition, Node then, Node otherwise) {
        Slot choice = new Slot();
        return (row, into) ->
                condition.load(row, choice) && (choice.isTrue() ? then.load(row, into) : otherwise.load(row, into));
    }

    /** One side of the deciding value settles it, whatever the other is, an error included. */
    private static Node eitherDecides(Node left, Node right, boolean deciding) {
        return (row, into) -> {
            boolean leftKnown = left.load(row, into);
            if (leftKnown && into.isTrue() == deciding) {
                return true;
            }
            boolean rightKnown = right.load(row, into);
            return rightKnown && (leftKnown || into.isTrue() == deciding);
        };
    }
}
