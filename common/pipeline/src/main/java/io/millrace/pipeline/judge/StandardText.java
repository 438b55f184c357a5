package io.millrace.pipeline.judge;

import io.millrace.contract.Standardizer;
import io.millrace.contract.text.Standardizers;
import io.millrace.pipeline.json.JsonText;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The text that a JSON value stands for, unescaped and standardized, as UTF-8. Plain ASCII needs no object; anything
 * else goes through strings. Reused from value to value.
 */
final class StandardText {

    enum Result {
        TEXT,
        ABSENT,
        BAD
    }

    private final List<Standardizer> standardizers;
    private final AsciiText ascii = new AsciiText();
    private byte[] bytes = {};
    private int from;
    private int to;

    StandardText(List<Standardizer> standardizers) {
        this.standardizers = standardizers;
    }

    /** Takes a string's inside, or the spelling of a number or boolean as it came. */
    Result take(Slice value) {
        int quote = value.kind() == Kind.STRING ? 1 : 0;
        set(value.bytes(), value.from() + quote, value.to() - quote);
        if (value.escaped()) {
            String text = JsonText.unescape(bytes, from, to);
            if (JsonText.isBad(text)) {
                return Result.BAD;
            }
            set(text);
        }
        return standardizers.isEmpty() ? Result.TEXT : standardize();
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private Result standardize() {
        if (Utf8.isAscii(bytes, from, to)) {
            boolean present = ascii.standardize(standardizers, bytes, from, to);
            set(ascii.bytes(), ascii.from(), ascii.to());
            return present ? Result.TEXT : Result.ABSENT;
        }
        String text = Standardizers.apply(standardizers, new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (text == null) {
            return Result.ABSENT;
        }
        set(text);
        return Result.TEXT;
    }

    private void set(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        set(utf8, 0, utf8.length);
    }

    private void set(byte[] text, int begin, int end) {
        bytes = text;
        from = begin;
        to = end;
    }
}
