package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type.Decimal;
import io.millrace.pipeline.json.JsonNumber;
import io.millrace.pipeline.json.JsonNumber.Fit;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;

/** Reads decimals of up to 18 digits, which a row holds as their unscaled value in a long. */
final class DecimalReader extends NumberReader {

    static final int MAX_PRECISION = JsonNumber.LONG_DIGITS;

    private final Decimal type;
    private final Bounds bounds;

    DecimalReader(int column, Field field, Complaint complaint, Decimal type) {
        super(column, field, complaint);
        this.type = type;
        this.bounds = Bounds.of(field.limits(), type.scale(), BigDecimal::toPlainString);
    }

    @Override
    void accept(Slice value, byte[] bytes, int from, int to, Row fields) {
        Fit fit = number.asUnscaled(type.precision(), type.scale());
        if (fit == Fit.FRACTION) {
            complaint.precision(value, type.scale());
        } else if (fits(fit, value) && bounds.hold(number.whole(), value, complaint)) {
            fields.set(column, number.whole());
        }
    }
}
