package io.millrace.pipeline.judge;

import io.millrace.contract.Standardizer;
import io.millrace.contract.text.Standardizers;
import io.millrace.pipeline.json.JsonText;
import io.millrace.pipeline.json.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text that a JSON value stands for, unescaped and standardized, as UTF-8. Plain text needs no object; anything else
 * goes through strings. Reused from value to value.
 */
final class StandardText {

    enum Result {
        TEXT,
        ABSENT,
        BAD
    }

    private final List<Standardizer> standardizers;
    private final boolean changesNothing;
    private final boolean plainEnough;
    private final boolean emptyIsAbsent;
    private final PlainText plain;
    private boolean inPlace;
    private int from;
    private int to;

    StandardText(List<Standardizer> standardizers) {
        this.standardizers = standardizers;
        changesNothing = standardizers.isEmpty();
        plainEnough = PlainText.handles(standardizers);
        emptyIsAbsent = standardizers.contains(Standardizer.EMPTY_TO_NULL);
        plain = new PlainText(standardizers);
    }

    /** Takes a string's inside, or the spelling of a number or boolean as it came. */
    Result take(Slice value) {
        int quote = value.kind() == Kind.STRING ? 1 : 0;
        int begin = value.from() + quote;
        int end = value.to() - quote;
        if (value.escaped()) {
            return takeUnescaped(JsonText.unescape(value.bytes(), begin, end));
        } else if (changesNothing) {
            place(true, begin, end);
            return Result.TEXT;
        } else if (plainEnough && plain.take(value.bytes(), begin, end)) {
            place(plain.standsInPlace(), plain.from(), plain.to());
            return emptyIsAbsent && from == to ? Result.ABSENT : Result.TEXT;
        }
        return standardize(new String(value.bytes(), begin, end - begin, StandardCharsets.UTF_8));
    }

    /** The bytes in which the text taken from this value stands. */
    byte[] bytes(Slice value) {
        return inPlace ? value.bytes() : plain.bytes();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private Result takeUnescaped(String text) {
        return JsonText.isBad(text) ? Result.BAD : standardize(text);
    }

    private Result standardize(String text) {
        String standardized = Standardizers.apply(standardizers, text);
        if (standardized == null) {
            return Result.ABSENT;
        }
        plain.set(standardized.getBytes(StandardCharsets.UTF_8));
        place(false, plain.from(), plain.to());
        return Result.TEXT;
    }

    private void place(boolean stands, int begin, int end) {
        inPlace = stands;
        from = begin;
        to = end;
    }
}
