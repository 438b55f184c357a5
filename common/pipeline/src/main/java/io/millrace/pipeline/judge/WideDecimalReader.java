package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type.Decimal;
import io.millrace.pipeline.json.JsonNumber.Fit;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads decimals of 19 to 38 digits, which a row holds as the bytes of their unscaled value. */
final class WideDecimalReader extends NumberReader {

    private final Decimal type;

    WideDecimalReader(int column, Field field, Complaint complaint, Decimal type) {
        super(column, field, complaint);
        this.type = type;
    }

    @Override
    void accept(Slice value, byte[] bytes, int from, int to, Row fields) {
        Fit fit = number.asWide(type.precision(), type.scale());
        if (fit == Fit.FRACTION) {
            complaint.precision(value, type.scale());
        } else if (fits(fit, value) && keepsToLimits(new BigDecimal(number.wide(), type.scale()), value)) {
            fields.set(column, number.wide().toByteArray());
        }
    }

    private boolean keepsToLimits(BigDecimal decimal, Slice value) {
        Optional<BigDecimal> min = field.limits().min();
        Optional<BigDecimal> max = field.limits().max();
        if (min.isPresent() && decimal.compareTo(min.get()) < 0) {
            complaint.below(value, min.get().toPlainString());
            return false;
        } else if (max.isPresent() && decimal.compareTo(max.get()) > 0) {
            complaint.above(value, max.get().toPlainString());
            return false;
        }
        return true;
    }
}
