package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.rule.Rule;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.rule.RuleCheck;
import io.millrace.pipeline.rule.RuleCheck.Verdict;
import java.util.List;

/** The rules of a contract, in its order. A rule that reads a field with a violation is left out. */
final class RuleBook {

    private final List<Rule> rules;
    private final RuleCheck[] checks;
    private final int[][] reads;

    RuleBook(List<Rule> rules, List<Field> fields) {
        List<String> names = fields.stream().map(Field::name).toList();
        this.rules = rules;
        checks = rules.stream().map(rule -> new RuleCheck(rule, fields)).toArray(RuleCheck[]::new);
        reads = rules.stream()
                .map(rule -> rule.reads().stream().mapToInt(names::indexOf).toArray())
                .toArray(int[][]::new);
    }

    void check(Row fields, Findings findings) {
        for (int index = 0; index < checks.length; index++) {
            if (findings.none() || !findings.anyOf(reads[index])) {
                Verdict verdict = checks[index].check(fields);
                if (verdict != Verdict.HOLDS) {
                    findings.ofRule(rules.get(index).name(), message(rules.get(index), verdict));
                }
            }
        }
    }

    private static String message(Rule rule, Verdict verdict) {
        String condition = rule.when().isPresent() ? "when " + rule.whenText() + ": " : "";
        String failure = verdict == Verdict.FAILS
                ? " does not hold"
                : " cannot be decided: a field it reads is absent, or a number overflows";
        return condition + rule.checkText() + failure;
    }
}
