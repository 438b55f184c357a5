package io.millrace.pipeline.judge;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.UnknownFields;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.text.Shown;
import io.millrace.pipeline.text.Utf8;
import java.util.List;

/**
 * Judges the records of one dataset: parse, standardize, validate, check rules, mask. Total and deterministic: every
 * payload has one outcome, and never an exception. Keeps working space: one instance a thread; outcomes stand on their
 * own.
 */
public final class Judge {

    private static final int NAMED = 10;

    private final Contract contract;
    private final Members members;
    private final FieldJudge[] fieldJudges;
    private final RuleBook rules;
    private final EventDay eventDay;
    private final Keys keys;
    private final ColumnMaker columns;
    private final Findings findings;

    /**
     * Makes a judge of the plan's records.
     *
     * @param maskKeys the active key first; may be empty when the plan masks nothing
     */
    public Judge(Plan plan, List<MaskKey> maskKeys) {
        contract = plan.contract();
        if (contract.masksFields() && maskKeys.isEmpty()) {
            throw new IllegalArgumentException(plan.dataset() + " masks fields, which needs a masking key");
        }
        MaskKey active = maskKeys.isEmpty() ? null : maskKeys.get(0);
        List<Field> declared = contract.fields();
        members = new Members(declared);
        findings = new Findings(declared.size());
        fieldJudges = FieldJudge.all(contract, findings);
        rules = new RuleBook(contract.rules(), declared);
        eventDay = new EventDay(contract);
        keys = new Keys(contract.key(), declared, active);
        columns = new ColumnMaker(plan, active);
    }

    public Outcome judge(SourceRecord record) {
        return judge(record.payload());
    }

    /** Judges a payload; null is a tombstone. */
    public Outcome judge(byte[] payload) {
        Violation unreadable = read(payload);
        if (unreadable != null) {
            return new Outcome.Rejected(List.of(unreadable), null, List.of());
        }
        findings.reset();
        Row fields = columns.begin();
        judgeFields(fields);
        judgeUndeclared();
        rules.check(fields, findings);
        return findings.none() ? clean(fields) : rejected(fields);
    }

    /** Finds the members of the payload; what makes that impossible, or null. */
    private Violation read(byte[] payload) {
        if (payload == null || payload.length == 0) {
            return unreadable(Code.EMPTY, payload == null ? "no value (a tombstone)" : "a value of zero bytes");
        }
        long most = contract.source().maxBytes();
        if (payload.length > most) {
            return unreadable(Code.TOO_LARGE, payload.length + " bytes, more than the " + most + " allowed");
        }
        int invalid = Utf8.invalidAt(payload);
        return invalid < 0 ? members.read(payload) : unreadable(Code.INVALID_UTF8, "not UTF-8 at byte " + invalid);
    }

    private void judgeFields(Row fields) {
        for (int column = 0; column < fieldJudges.length; column++) {
            fieldJudges[column].judge(members, fields);
            if (column == eventDay.column() && !fields.isAbsent(column) && !eventDay.canBeNamed(fields)) {
                fieldJudges[column].complaint().dayOutOfRange(eventDay.zone());
            }
        }
    }

    private void judgeUndeclared() {
        int count = members.undeclared().count();
        if (count == 0 || contract.unknownFields() != UnknownFields.REJECT) {
            return;
        }
        List<String> names = members.undeclared().names();
        for (int index = 0; index < Math.min(count, NAMED); index++) {
            String more = count > NAMED && index == NAMED - 1 ? ", and " + (count - NAMED) + " names more" : "";
            findings.ofUnknown(
                    names.get(index), "the contract declares no field " + Shown.quoted(names.get(index)) + more);
        }
    }

    private Outcome clean(Row fields) {
        Row row = columns.clean(fields, members.undeclared());
        return new Outcome.Clean(row, keys.of(fields), eventDay.of(fields));
    }

    private Outcome rejected(Row fields) {
        return new Outcome.Rejected(
                findings.violations(),
                columns.partial(fields, findings),
                members.undeclared().names());
    }

    private static Violation unreadable(Code code, String message) {
        return new Violation(code, null, null, message);
    }
}
