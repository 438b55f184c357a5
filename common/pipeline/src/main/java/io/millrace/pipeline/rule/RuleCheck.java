package io.millrace.pipeline.rule;

import io.millrace.contract.Field;
import io.millrace.contract.rule.Rule;
import io.millrace.pipeline.row.Row;
import java.util.List;

/** One rule, made ready to be checked against the fields of records. For one thread. */
public final class RuleCheck {

    /** What became of a rule: it holds (or does not apply), it fails, or its assertion is an error value. */
    public enum Verdict {
        HOLDS,
        FAILS,
        UNDECIDED
    }

    private final Node when;
    private final Node check;
    private final Slot slot = new Slot();

    /** {@code fields} are the columns of the rows that will come. */
    public RuleCheck(Rule rule, List<Field> fields) {
        Lowering lowering = new Lowering(fields);
        when = rule.when().map(lowering::node).orElse(null);
        check = lowering.node(rule.check());
    }

    public Verdict check(Row fields) {
        if (when != null && !(when.load(fields, slot) && slot.isTrue())) {
            return Verdict.HOLDS;
        }
        if (!check.load(fields, slot)) {
            return Verdict.UNDECIDED;
        }
        return slot.isTrue() ? Verdict.HOLDS : Verdict.FAILS;
    }
}
