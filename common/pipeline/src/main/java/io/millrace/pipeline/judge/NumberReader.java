package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.pipeline.json.JsonNumber;
import io.millrace.pipeline.json.JsonNumber.Fit;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Row;

/** Finds the number in a JSON number, or with {@code coerce} in a string that spells one. */
abstract class NumberReader extends ValueReader {

    final JsonNumber number = new JsonNumber();
    private final StandardText text;

    NumberReader(int column, Field field, Complaint complaint) {
        super(column, field, complaint);
        text = new StandardText(field.standardizers());
    }

    /** Sets the column when the number, spelled by these bytes, fits the type and its limits. */
    abstract void accept(Slice value, byte[] bytes, int from, int to, Row fields);

    @Override
    final void read(Slice value, Row fields) {
        if (value.kind() == Kind.NUMBER) {
            read(value, value.bytes(), value.from(), value.to(), fields);
        } else if (value.kind() == Kind.STRING && field.coerces()) {
            StandardText.Result result = text.take(value);
            if (result == StandardText.Result.TEXT && JsonNumber.isNumber(text.bytes(value), text.from(), text.to())) {
                read(value, text.bytes(value), text.from(), text.to(), fields);
            } else if (result != StandardText.Result.ABSENT) {
                complaint.wrongType(value);
            }
        } else {
            complaint.wrongType(value);
        }
    }

    /** Complains of a number that does not fit the type; true when it does. */
    final boolean fits(Fit fit, Slice value) {
        if (fit == Fit.FRACTION) {
            complaint.fraction(value);
        } else if (fit == Fit.TOO_LARGE) {
            complaint.doesNotFit(value);
        }
        return fit == Fit.FITS;
    }

    private void read(Slice value, byte[] bytes, int from, int to, Row fields) {
        if (number.read(bytes, from, to)) {
            accept(value, bytes, from, to, fields);
        } else {
            complaint.unread();
        }
    }
}
