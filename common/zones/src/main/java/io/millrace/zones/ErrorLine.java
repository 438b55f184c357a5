package io.millrace.zones;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.ErrorRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One line of the error zone: where the record stands in raw, why it is not clean, and what of it was valid. A masked
 * field shows its masked text only. Every line has every member, so that readers infer one shape.
 */
public final class ErrorLine {

    private static final byte[] KIND = ascii(",\"kind\":");
    private static final byte[] VIOLATIONS = ascii(",\"violations\":");
    private static final byte[] CODE = ascii("{\"code\":");
    private static final byte[] FIELD = ascii(",\"field\":");
    private static final byte[] RULE = ascii(",\"rule\":");
    private static final byte[] MESSAGE = ascii(",\"message\":");
    private static final byte[] DUPLICATE_OF = ascii(",\"duplicate_of\":");
    private static final byte[] CONTRACT = ascii(",\"contract\":");
    private static final byte[] FIELDS = ascii(",\"fields\":");
    private static final byte[] UNKNOWN = ascii(",\"unknown\":");

    private final String contract;
    private final List<ShownField> fields;

    public ErrorLine(Plan plan) {
        contract = plan.contract().id();
        fields = ShownField.of(plan);
    }

    /** Appends the line of a record, with the line feed at its end. */
    public void write(ErrorRecord record, LineBuffer out) {
        PositionMembers.write(record.position(), record.sourceTime(), out);
        out.raw(KIND).text(record.kind().label());
        violations(record.violations(), out);
        out.raw(DUPLICATE_OF);
        if (record.duplicateOf() == null) {
            out.nullValue();
        } else {
            out.raw('{');
            PositionMembers.write(record.duplicateOf(), out);
            out.raw('}');
        }
        out.raw(CONTRACT).text(contract);
        out.raw(FIELDS).raw('{');
        if (record.partial() != null) {
            fields(record.partial(), out);
        }
        out.raw('}');
        unknown(record.unknown(), out);
        out.raw('}').raw('\n');
    }

    private static void violations(List<Violation> violations, LineBuffer out) {
        out.raw(VIOLATIONS).raw('[');
        for (int index = 0; index < violations.size(); index++) {
            Violation violation = violations.get(index);
            if (index > 0) {
                out.raw(',');
            }
            out.raw(CODE).text(violation.code().name());
            textOrNull(FIELD, violation.field(), out);
            textOrNull(RULE, violation.rule(), out);
            textOrNull(MESSAGE, violation.message(), out);
            out.raw('}');
        }
        out.raw(']');
    }

    private void fields(Row partial, LineBuffer out) {
        int start = out.length();
        for (ShownField field : fields) {
            if (!partial.isAbsent(field.column())) {
                if (out.length() > start) {
                    out.raw(',');
                }
                out.raw(field.name());
                field.value().write(partial, field.column(), out);
            }
        }
    }

    private static void unknown(List<String> names, LineBuffer out) {
        out.raw(UNKNOWN).raw('[');
        for (int index = 0; index < names.size(); index++) {
            if (index > 0) {
                out.raw(',');
            }
            out.text(names.get(index));
        }
        out.raw(']');
    }

    private static void textOrNull(byte[] name, String value, LineBuffer out) {
        out.raw(name);
        if (value == null) {
            out.nullValue();
        } else {
            out.text(value);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
