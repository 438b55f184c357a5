package io.millrace.pipeline.judge;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.pipeline.judge.ValueReader.Presence;
import io.millrace.pipeline.row.Row;

/** Judges one field of a record: its value by the reader of its type, then whether it is there at all. */
final class FieldJudge {

    private final int column;
    private final Field field;
    private final Findings findings;
    private final Complaint complaint;
    private final ValueReader reader;

    private FieldJudge(int column, Field field, Presence presence, Findings findings) {
        this.column = column;
        this.field = field;
        this.findings = findings;
        this.complaint = new Complaint(column, field, findings);
        this.reader = ValueReader.of(column, field, complaint, presence);
    }

    static FieldJudge[] all(Contract contract, Findings findings) {
        FieldJudge[] judges = new FieldJudge[contract.fields().size()];
        for (int column = 0; column < judges.length; column++) {
            Field field = contract.fields().get(column);
            boolean isKey = contract.key().contains(field.name());
            Presence presence = isKey ? Presence.EMPTY_IS_MISSING : Presence.EMPTY_IS_VALUE;
            judges[column] = new FieldJudge(column, field, presence, findings);
        }
        return judges;
    }

    Complaint complaint() {
        return complaint;
    }

    void judge(Members members, Row fields) {
        if (members.has(column)) {
            reader.read(members.slice(column), fields);
        }
        if (field.required() && fields.isAbsent(column) && !findings.of(column)) {
            complaint.missing();
        }
    }
}
