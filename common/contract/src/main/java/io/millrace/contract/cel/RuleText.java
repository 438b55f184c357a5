package io.millrace.contract.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Place;
import io.millrace.contract.read.Problems;
import java.util.Map;
import java.util.Optional;

/** The text of a rule: knows where in the file each of its expressions stands and how its literals are spelled. */
final class RuleText {

    private final Scalar scalar;
    private final Map<Long, Integer> offsets;
    private final int[] codePoints;
    private final Problems problems;

    RuleText(Scalar scalar, CelAbstractSyntaxTree tree, Problems problems) {
        this.scalar = scalar;
        this.offsets = tree.getSource().getPositionsMap();
        this.codePoints = scalar.text().codePoints().toArray();
        this.problems = problems;
    }

    /** Reports a problem where the expression stands. */
    void error(CelExpr expr, String offending, String message, Optional<String> advice) {
        problems.error(place(expr, offending), offending, message, advice);
    }

    void error(CelExpr expr, String offending, String message, String advice) {
        error(expr, offending, message, Optional.of(advice));
    }

    void error(CelIssue issue, String message) {
        int offset = offsets.getOrDefault(issue.getExprId(), 0);
        problems.error(scalar.placeOf(offset), scalar.excerpt(), message, Optional.empty());
    }

    /** Of a call the library knows the place of its parenthesis; people look for its name. */
    private Place place(CelExpr expr, String offending) {
        int offset = offsets.getOrDefault(expr.id(), 0);
        int length = offending.codePointCount(0, offending.length());
        boolean behind = offset >= length && offending.equals(new String(codePoints, offset - length, length));
        return scalar.placeOf(behind ? offset - length : offset);
    }

    /** The spelling of the number that begins where the expression stands. */
    String number(CelExpr constant) {
        int from = offsets.getOrDefault(constant.id(), 0);
        int to = from;
        while (to < codePoints.length && continuesNumber(to)) {
            to++;
        }
        return new String(codePoints, from, to - from);
    }

    private boolean continuesNumber(int at) {
        int codePoint = codePoints[at];
        boolean sign = codePoint == '+' || codePoint == '-';
        return (codePoint >= '0' && codePoint <= '9')
                || codePoint == '.'
                || codePoint == 'e'
                || codePoint == 'E'
                || (sign && at > 0 && (codePoints[at - 1] == 'e' || codePoints[at - 1] == 'E'));
    }

    String whole() {
        return scalar.excerpt();
    }
}
