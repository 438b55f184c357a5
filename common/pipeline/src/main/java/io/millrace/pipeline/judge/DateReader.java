package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.time.Dates;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Row;

/** Reads dates. */
final class DateReader extends ValueReader {

    private final StandardText text;
    private final Bounds bounds;

    DateReader(int column, Field field, Complaint complaint) {
        super(column, field, complaint);
        text = new StandardText(field.standardizers());
        bounds = Bounds.of(field.limits(), 0, day -> Dates.text(day.intValueExact()));
    }

    @Override
    void read(Slice value, Row fields) {
        StandardText.Result result = value.kind() == Kind.STRING ? text.take(value) : StandardText.Result.BAD;
        if (result == StandardText.Result.ABSENT) {
            return;
        }
        int day = result == StandardText.Result.TEXT
                ? Dates.parse(text.bytes(value), text.from(), text.to())
                : Dates.WRONG_TYPE;
        if (day == Dates.WRONG_TYPE) {
            complaint.wrongType(value);
        } else if (day == Dates.OUT_OF_RANGE) {
            complaint.noSuchTime(value);
        } else if (bounds.hold(day, value, complaint)) {
            fields.set(column, day);
        }
    }
}
