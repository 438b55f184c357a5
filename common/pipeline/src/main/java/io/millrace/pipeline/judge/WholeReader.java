package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.row.Row;
import java.math.BigDecimal;

/** Reads int and bigint. */
final class WholeReader extends NumberReader {

    private final boolean narrow;
    private final Bounds bounds;

    WholeReader(int column, Field field, Complaint complaint) {
        super(column, field, complaint);
        narrow = field.type() instanceof Type.Int;
        bounds = Bounds.of(field.limits(), 0, BigDecimal::toPlainString);
    }

    @Override
    void accept(Slice value, byte[] bytes, int from, int to, Row fields) {
        if (!fits(number.asLong(), value)) {
            return;
        }
        long whole = number.whole();
        if (narrow && whole != (int) whole) {
            complaint.doesNotFit(value);
        } else if (bounds.hold(whole, value, complaint)) {
            fields.set(column, whole);
        }
    }
}
