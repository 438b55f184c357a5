package io.millrace.zones;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.ErrorRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line of the error zone: where the record stands in raw, why it is not clean, and what of it was valid. A masked
 * field shows its masked text only. Every line has every member, so that readers infer one shape.
 */
public final class ErrorLine {

    private static final byte[] KIND = ascii(",\"kind\":");
    static final byte[] VIOLATIONS = ascii(",\"violations\":");
    private static final byte[] CODE = ascii("{\"code\":");
    private static final byte[] FIELD = ascii(",\"field\":");
    private static final byte[] RULE = ascii(",\"rule\":");
    private static final byte[] MESSAGE = ascii(",\"message\":");
    private static final byte[] DUPLICATE_OF = ascii(",\"duplicate_of\":");
    private static final byte[] CONTRACT = ascii(",\"contract\":");
    private static final byte[] FIELDS = ascii(",\"fields\":");
    private static final byte[] UNKNOWN = ascii(",\"unknown\":");

    private final String contract;
    private final int columns;
    private final List<ShownField> fields;
    private final Map<String, ShownField> fieldsByName;

    public ErrorLine(Plan plan) {
        columns = plan.columns().size();
        contract = plan.contract().id();
        fields = ShownField.of(plan);
        fieldsByName = fields.stream().collect(Collectors.toUnmodifiableMap(ShownField::field, field -> field));
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

    /** A line read back, and the contract that it names. Tokens and undeclared members are not in an error line. */
    public record Entry(ErrorRecord record, String contract) {}

    /** Reads a line that {@link #write} wrote, without its line feed; fields that this plan does not know are left out. */
    public Entry read(JsonCursor in) throws JsonLineException {
        PositionMembers.Read head = PositionMembers.read(in);
        ErrorRecord.Kind kind = readKind(in);
        List<Violation> violations = readViolations(in);
        Position duplicateOf = readDuplicateOf(in);
        in.expect(CONTRACT);
        String writer = in.text();
        Row partial = readFields(in);
        in.expect(UNKNOWN);
        List<String> unknown = new ArrayList<>();
        in.expect('[');
        for (boolean more = !in.take(']'); more; more = !in.closes(']')) {
            unknown.add(in.text());
        }
        in.expect('}');
        in.expectEnd();
        return new Entry(
                new ErrorRecord(
                        kind,
                        head.position(),
                        head.sourceTime(),
                        violations,
                        duplicateOf,
                        partial,
                        List.copyOf(unknown)),
                writer);
    }

    static ErrorRecord.Kind readKind(JsonCursor in) throws JsonLineException {
        in.expect(KIND);
        String label = in.text();
        for (ErrorRecord.Kind kind : ErrorRecord.Kind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new JsonLineException("an error is rejected or duplicate, nothing else");
    }

    private static List<Violation> readViolations(JsonCursor in) throws JsonLineException {
        List<Violation> violations = new ArrayList<>();
        in.expect(VIOLATIONS);
        in.expect('[');
        for (boolean more = !in.take(']'); more; more = !in.closes(']')) {
            in.expect(CODE);
            String code = in.text();
            String field = readTextOrNull(FIELD, in);
            String rule = readTextOrNull(RULE, in);
            String message = readTextOrNull(MESSAGE, in);
            in.expect('}');
            violations.add(new Violation(code(code), field, rule, message));
        }
        return List.copyOf(violations);
    }

    private static Code code(String name) throws JsonLineException {
        try {
            return Code.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new JsonLineException("a violation has a code that this release does not know");
        }
    }

    static Position readDuplicateOf(JsonCursor in) throws JsonLineException {
        in.expect(DUPLICATE_OF);
        if (in.takeNull()) {
            return null;
        }
        in.expect('{');
        Position position = PositionMembers.readPosition(in);
        in.expect('}');
        return position;
    }

    /** The valid fields; a row without any when the record was no object, for the line does not tell the two apart. */
    private Row readFields(JsonCursor in) throws JsonLineException {
        Row partial = new Row(columns);
        in.expect(FIELDS);
        in.expect('{');
        for (boolean more = !in.take('}'); more; more = !in.closes('}')) {
            String name = in.text();
            in.expect(':');
            ShownField field = fieldsByName.get(name);
            if (field == null) {
                in.skip();
            } else {
                field.value().read(in, partial, field.column());
            }
        }
        return partial;
    }

    private static String readTextOrNull(byte[] name, JsonCursor in) throws JsonLineException {
        in.expect(name);
        return in.takeNull() ? null : in.text();
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
