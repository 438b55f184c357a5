package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.text.TextTable;
import java.util.List;

/** Reads true and false, or with {@code coerce} a string that spells one of them. */
final class BoolReader extends ValueReader {

    private static final TextTable WORDS = new TextTable(List.of("false", "true"));

    private final StandardText text;

    BoolReader(int column, Field field, Complaint complaint) {
        super(column, field, complaint);
        text = new StandardText(field.standardizers());
    }

    @Override
    void read(Slice value, Row fields) {
        if (value.kind() == Kind.TRUE || value.kind() == Kind.FALSE) {
            fields.set(column, value.kind() == Kind.TRUE ? 1 : 0);
        } else if (value.kind() == Kind.STRING && field.coerces()) {
            coerce(value, fields);
        } else {
            complaint.wrongType(value);
        }
    }

    private void coerce(Slice value, Row fields) {
        StandardText.Result result = text.take(value);
        if (result == StandardText.Result.ABSENT) {
            return;
        }
        int word = result == StandardText.Result.TEXT ? WORDS.find(text.bytes(value), text.from(), text.to()) : -1;
        if (word < 0) {
            complaint.wrongType(value);
        } else {
            fields.set(column, word);
        }
    }
}
