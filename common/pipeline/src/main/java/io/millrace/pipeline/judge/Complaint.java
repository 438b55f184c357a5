package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.json.JsonNumber;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.text.Shown;
import java.util.List;
import java.util.Locale;

/**
 * Says what is wrong with the value of one field, in words. The only place that quotes values, and never that of a
 * masked field.
 */
final class Complaint {

    private static final int LISTED = 10;

    private final int index;
    private final Field field;
    private final boolean masked;
    private final Findings findings;

    Complaint(int index, Field field, Findings findings) {
        this.index = index;
        this.field = field;
        this.masked = field.mask().isPresent();
        this.findings = findings;
    }

    void missing() {
        add(Code.MISSING, "required, but the record has no value for it");
    }

    void emptyKey() {
        add(Code.MISSING, "part of the key, but empty");
    }

    void badText() {
        add(Code.BAD_TEXT, "holds U+0000 or half a surrogate pair");
    }

    void wrongType(Slice value) {
        add(Code.WRONG_TYPE, subject(value) + " is not " + expected());
    }

    void fraction(Slice value) {
        add(
                Code.WRONG_TYPE,
                subject(value) + " is not whole, as " + field.type().declaration() + " must be");
    }

    void doesNotFit(Slice value) {
        add(Code.OUT_OF_RANGE, subject(value) + " does not fit " + field.type().declaration());
    }

    void unread() {
        add(
                Code.OUT_OF_RANGE,
                "a number of more than " + JsonNumber.MAX_LENGTH + " characters or an exponent beyond ±"
                        + JsonNumber.MAX_EXPONENT);
    }

    void noSuchTime(Slice value) {
        add(Code.OUT_OF_RANGE, subject(value) + " names no " + moment() + " of the years 0001 to 9999");
    }

    void dayOutOfRange(String zone) {
        add(Code.OUT_OF_RANGE, "its day in " + zone + " is outside the years 0001 to 9999");
    }

    void precision(Slice value, int scale) {
        add(Code.PRECISION, subject(value) + " has more than " + scale + " fraction digits");
    }

    void below(Slice value, String limit) {
        add(Code.OUT_OF_RANGE, subject(value) + " is less than the minimum " + limit);
    }

    void above(Slice value, String limit) {
        add(Code.OUT_OF_RANGE, subject(value) + " is more than the maximum " + limit);
    }

    void tooShort(byte[] text, int from, int to, int length, int limit) {
        add(Code.LENGTH, subject(text, from, to) + " has " + characters(length) + ", fewer than " + limit);
    }

    void tooLong(byte[] text, int from, int to, int length, int limit) {
        add(Code.LENGTH, subject(text, from, to) + " has " + characters(length) + ", more than " + limit);
    }

    void pattern(byte[] text, int from, int to, String pattern) {
        add(Code.PATTERN, subject(text, from, to) + " does not match " + pattern);
    }

    void notInEnum(byte[] text, int from, int to, List<String> allowed) {
        String more = allowed.size() > LISTED ? ", … (" + allowed.size() + " values)" : "";
        String listed = String.join(", ", allowed.subList(0, Math.min(LISTED, allowed.size())));
        add(Code.NOT_IN_ENUM, subject(text, from, to) + " is not one of " + listed + more);
    }

    private void add(Code code, String message) {
        findings.ofField(index, field.name(), code, message);
    }

    private String subject(Slice value) {
        Kind kind = value.kind();
        if (masked || kind == Kind.OBJECT || kind == Kind.ARRAY) {
            return kind.phrase();
        }
        return kind == Kind.STRING
                ? Shown.quoted(value.bytes(), value.from() + 1, value.to() - 1)
                : Shown.bare(value.bytes(), value.from(), value.to());
    }

    private String subject(byte[] text, int from, int to) {
        return masked ? "the value" : Shown.quoted(text, from, to);
    }

    private String expected() {
        Type type = field.type();
        if (type instanceof Type.Date) {
            return "a date (YYYY-MM-DD)";
        } else if (type instanceof Type.Timestamp timestamp) {
            return "a timestamp (like 2025-04-06T10:00:00Z"
                    + timestamp
                            .unit()
                            .map(unit -> ", or a whole number of epoch "
                                    + unit.name().toLowerCase(Locale.ROOT))
                            .orElse("")
                    + ")";
        }
        return "of type " + type.declaration();
    }

    private String moment() {
        return field.type() instanceof Type.Date ? "day" : "instant";
    }

    private static String characters(int length) {
        return length == 1 ? "1 character" : length + " characters";
    }
}
