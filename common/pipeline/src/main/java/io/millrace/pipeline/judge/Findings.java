package io.millrace.pipeline.judge;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is wrong with the record at hand, and which of its fields have a violation. Reused from record to record. */
final class Findings {

    private final boolean[] violated;
    private final List<Violation> violations = new ArrayList<>();

    Findings(int fields) {
        violated = new boolean[fields];
    }

    void reset() {
        if (!violations.isEmpty()) {
            violations.clear();
            Arrays.fill(violated, false);
        }
    }

    void ofField(int index, String field, Code code, String message) {
        violated[index] = true;
        violations.add(new Violation(code, field, null, message));
    }

    void ofUnknown(String name, String message) {
        violations.add(new Violation(Code.UNKNOWN_FIELD, name, null, message));
    }

    void ofRule(String rule, String message) {
        violations.add(new Violation(Code.RULE, null, rule, message));
    }

    boolean none() {
        return violations.isEmpty();
    }

    boolean anyOf(int[] fields) {
        for (int field : fields) {
            if (violated[field]) {
                return true;
            }
        }
        return false;
    }

    boolean of(int field) {
        return violated[field];
    }

    List<Violation> violations() {
        return violations;
    }
}
