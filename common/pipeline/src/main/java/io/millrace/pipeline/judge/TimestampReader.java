package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type.EpochUnit;
import io.millrace.contract.Type.Timestamp;
import io.millrace.contract.time.Timestamps;
import io.millrace.pipeline.json.JsonNumber;
import io.millrace.pipeline.json.JsonNumber.Fit;
import io.millrace.pipeline.json.Kind;
import io.millrace.pipeline.row.Row;

/** Reads timestamps from text, and from whole numbers when the field counts in a unit. */
final class TimestampReader extends ValueReader {

    /** More digits than nanos of the year 9999 have. */
    private static final int EPOCH_DIGITS = 24;

    private final Timestamp type;
    private final EpochUnit unit;
    private final StandardText text;
    private final JsonNumber number = new JsonNumber();
    private final Bounds bounds;

    TimestampReader(int column, Field field, Complaint complaint, Timestamp type) {
        super(column, field, complaint);
        this.type = type;
        unit = type.unit().orElse(null);
        text = new StandardText(field.standardizers());
        bounds = Bounds.of(field.limits(), 0, micros -> Timestamps.text(micros.longValueExact()));
    }

    @Override
    void read(Slice value, Row fields) {
        if (value.kind() == Kind.NUMBER && unit != null) {
            readEpoch(value, fields);
        } else {
            readText(value, fields);
        }
    }

    private void readText(Slice value, Row fields) {
        StandardText.Result result = value.kind() == Kind.STRING ? text.take(value) : StandardText.Result.BAD;
        if (result == StandardText.Result.TEXT) {
            accept(Timestamps.parse(text.bytes(value), text.from(), text.to(), type.zone()), value, fields);
        } else if (result == StandardText.Result.BAD) {
            complaint.wrongType(value);
        }
    }

    private void readEpoch(Slice value, Row fields) {
        if (!number.read(value.bytes(), value.from(), value.to())) {
            complaint.unread();
            return;
        }
        Fit fit = number.asLong();
        if (fit == Fit.FITS) {
            accept(Timestamps.ofEpoch(number.whole(), unit), value, fields);
        } else if (fit == Fit.FRACTION) {
            complaint.wrongType(value);
        } else if (number.asWide(EPOCH_DIGITS, 0) == Fit.FITS) {
            accept(Timestamps.ofEpoch(number.wide(), unit), value, fields);
        } else {
            complaint.noSuchTime(value);
        }
    }

    private void accept(long micros, Slice value, Row fields) {
        if (micros == Timestamps.WRONG_TYPE) {
            complaint.wrongType(value);
        } else if (micros == Timestamps.OUT_OF_RANGE) {
            complaint.noSuchTime(value);
        } else if (bounds.hold(micros, value, complaint)) {
            fields.set(column, micros);
        }
    }
}
