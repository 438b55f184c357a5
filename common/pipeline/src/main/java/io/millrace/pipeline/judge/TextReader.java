package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.text.TextPattern;
import io.millrace.pipeline.text.TextTable;
import io.millrace.pipeline.text.Utf8;
import java.util.Arrays;

/** Reads text: unescaped, standardized, then held against length, pattern and enum. */
final class TextReader extends ValueReader {

    private final Presence presence;
    private final StandardText text;
    private final int minLength;
    private final int maxLength;
    private final TextPattern pattern;
    private final TextTable allowed;

    TextReader(int column, Field field, Complaint complaint, Presence presence) {
        super(column, field, complaint);
        this.presence = presence;
        text = new StandardText(field.standardizers());
        minLength = field.limits().minLength().orElse(0);
        maxLength = field.limits().maxLength().orElse(Integer.MAX_VALUE);
        pattern = field.limits().pattern().map(TextPattern::whole).orElse(null);
        allowed = field.limits().allowed().isEmpty()
                ? null
                : new TextTable(field.limits().allowed());
    }

    @Override
    void read(Slice value, Row fields) {
        if (value.kind() != Kind.STRING && !(field.coerces() && isScalar(value.kind()))) {
            complaint.wrongType(value);
            return;
        }
        StandardText.Result result = text.take(value);
        if (result == StandardText.Result.BAD) {
            complaint.badText();
        } else if (result == StandardText.Result.TEXT) {
            accept(text.bytes(value), text.from(), text.to(), fields);
        }
    }

    private void accept(byte[] bytes, int from, int to, Row fields) {
        if (from == to && presence == Presence.EMPTY_IS_MISSING) {
            complaint.emptyKey();
            return;
        }
        int index = allowed == null ? -1 : allowed.find(bytes, from, to);
        // Not short-circuited: every limit that is broken is reported.
        boolean keeps = keepsToLength(bytes, from, to);
        keeps = matches(bytes, from, to) && keeps;
        keeps = isAllowed(index, bytes, from, to) && keeps;
        if (keeps) {
            fields.set(column, index >= 0 ? allowed.bytes(index) : Arrays.copyOfRange(bytes, from, to));
        }
    }

    private boolean keepsToLength(byte[] bytes, int from, int to) {
        if (minLength == 0 && to - from <= maxLength) {
            return true;
        }
        int length = Utf8.codePoints(bytes, from, to);
        if (length < minLength) {
            complaint.tooShort(bytes, from, to, length, minLength);
        } else if (length > maxLength) {
            complaint.tooLong(bytes, from, to, length, maxLength);
        }
        return length >= minLength && length <= maxLength;
    }

    private boolean matches(byte[] bytes, int from, int to) {
        if (pattern == null || pattern.matches(bytes, from, to)) {
            return true;
        }
        complaint.pattern(bytes, from, to, pattern.source());
        return false;
    }

    private boolean isAllowed(int index, byte[] bytes, int from, int to) {
        if (allowed == null || index >= 0) {
            return true;
        }
        complaint.notInEnum(bytes, from, to, field.limits().allowed());
        return false;
    }

    private static boolean isScalar(Kind kind) {
        return kind == Kind.NUMBER || kind == Kind.TRUE || kind == Kind.FALSE;
    }
}
