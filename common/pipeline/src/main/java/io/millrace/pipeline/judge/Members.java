package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.pipeline.json.JsonScanner;
import io.millrace.pipeline.json.JsonText;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.text.TextTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Where the members of a record stand in its payload: those of declared fields by field, and the others. Records of one
 * producer have their members in one order, so the field that followed another last time is looked at first.
 */
final class Members {

    private static final int ABSENT = -1;

    private final List<Field> fields;
    private final TextTable names;
    private final JsonScanner scanner = new JsonScanner();
    private final Undeclared undeclared = new Undeclared(scanner);
    private final Slice slice = new Slice(scanner);
    private final int[] from;
    private final int[] to;
    private final boolean[] escaped;
    private final int[] successor;
    private final byte[][] quoted;

    Members(List<Field> fields) {
        this.fields = fields;
        names = new TextTable(fields.stream().map(Field::name).toList());
        from = new int[fields.size()];
        to = new int[fields.size()];
        escaped = new boolean[fields.size()];
        successor = new int[fields.size()];
        quoted = fields.stream()
                .map(field -> ('"' + field.name() + '"').getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Finds every member of valid UTF-8; what keeps it from being read as an object, or null. */
    Violation read(byte[] payload) {
        undeclared.reset();
        Arrays.fill(from, ABSENT);
        if (!scanner.open(payload)) {
            return scanner.fault() != null ? fault() : alone(Code.NOT_AN_OBJECT, null, "not an object");
        }
        int last = fields.size() - 1;
        while (scanner.nextName(quoted[successor[last]])) {
            int field = field(last);
            if (field >= 0 ? from[field] != ABSENT : !undeclared.addName()) {
                return duplicate(field);
            }
            if (!scanner.readValue()) {
                break;
            }
            if (field < 0) {
                undeclared.addValue();
            } else {
                from[field] = scanner.valueFrom();
                to[field] = scanner.valueTo();
                escaped[field] = scanner.valueEscaped();
                last = field;
            }
        }
        return scanner.fault() == null ? null : fault();
    }

    Undeclared undeclared() {
        return undeclared;
    }

    /** Whether the record has the field with a value other than null. */
    boolean has(int field) {
        return from[field] != ABSENT && Kind.of(scanner.bytes()[from[field]]) != Kind.NULL;
    }

    /** The value of a field that the record has, until the next one is asked for. */
    Slice slice(int field) {
        slice.move(from[field], to[field], escaped[field]);
        return slice;
    }

    /** The declared field of the name just read, or -1. */
    private int field(int last) {
        if (scanner.nameGuessed()) {
            return successor[last];
        } else if (scanner.nameEscaped()) {
            return unescapedField();
        }
        int field = names.find(scanner.bytes(), scanner.nameFrom(), scanner.nameTo());
        if (field >= 0) {
            successor[last] = field;
        }
        return field;
    }

    private int unescapedField() {
        byte[] name = JsonText.unescape(scanner.bytes(), scanner.nameFrom(), scanner.nameTo())
                .getBytes(StandardCharsets.UTF_8);
        return names.find(name, 0, name.length);
    }

    private Violation fault() {
        return alone(scanner.fault().code(), null, scanner.fault().message());
    }

    private Violation duplicate(int field) {
        String where = " comes a second time at byte " + (scanner.nameFrom() - 1);
        return field < 0
                ? alone(Code.DUPLICATE_FIELD, null, "an undeclared name" + where)
                : alone(Code.DUPLICATE_FIELD, fields.get(field).name(), "the field" + where);
    }

    private static Violation alone(Code code, String field, String message) {
        return new Violation(code, field, null, message);
    }
}
