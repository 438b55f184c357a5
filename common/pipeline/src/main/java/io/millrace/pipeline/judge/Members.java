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

/** Where the members of a record stand in its payload: those of declared fields by field, and the others. */
final class Members {

    private final List<Field> fields;
    private final TextTable names;
    private final JsonScanner scanner = new JsonScanner();
    private final Undeclared undeclared = new Undeclared();
    private byte[] payload = {};
    private final Kind[] kind;
    private final int[] from;
    private final int[] to;
    private final boolean[] escaped;

    Members(List<Field> fields) {
        this.fields = fields;
        names = new TextTable(fields.stream().map(Field::name).toList());
        kind = new Kind[fields.size()];
        from = new int[fields.size()];
        to = new int[fields.size()];
        escaped = new boolean[fields.size()];
    }

    /** Finds every member of valid UTF-8; what keeps it from being read as an object, or null. */
    Violation read(byte[] bytes) {
        payload = bytes;
        undeclared.reset(bytes);
        Arrays.fill(kind, null);
        if (!scanner.open(bytes)) {
            return scanner.fault() != null ? fault() : alone(Code.NOT_AN_OBJECT, null, "not an object");
        }
        while (scanner.nextName()) {
            int field = field();
            if (field >= 0 ? kind[field] != null : !undeclared.addName(scanner)) {
                return duplicate(field);
            }
            if (!scanner.readValue()) {
                break;
            }
            if (field >= 0) {
                kind[field] = scanner.valueKind();
                from[field] = scanner.valueFrom();
                to[field] = scanner.valueTo();
                escaped[field] = scanner.valueEscaped();
            } else {
                undeclared.addValue(scanner);
            }
        }
        return scanner.fault() == null ? null : fault();
    }

    Undeclared undeclared() {
        return undeclared;
    }

    /** Whether the record has the field with a value other than null. */
    boolean has(int field) {
        return kind[field] != null && kind[field] != Kind.NULL;
    }

    void slice(int field, Slice into) {
        into.set(payload, from[field], to[field], kind[field], escaped[field]);
    }

    private int field() {
        if (!scanner.nameEscaped()) {
            return names.find(payload, scanner.nameFrom(), scanner.nameTo());
        }
        byte[] name =
                JsonText.unescape(payload, scanner.nameFrom(), scanner.nameTo()).getBytes(StandardCharsets.UTF_8);
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
