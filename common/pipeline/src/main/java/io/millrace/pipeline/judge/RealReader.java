package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.pipeline.row.Row;

/** Reads doubles: the nearest IEEE 754 value, never infinite, never -0.0. */
final class RealReader extends NumberReader {

    private final double least;
    private final double most;

    RealReader(int column, Field field, Complaint complaint) {
        super(column, field, complaint);
        least = field.limits().min().map(Number::doubleValue).orElse(Double.NEGATIVE_INFINITY);
        most = field.limits().max().map(Number::doubleValue).orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    void accept(Slice value, byte[] bytes, int from, int to, Row fields) {
        if (!fits(number.asDouble(bytes, from, to), value)) {
            return;
        }
        double real = number.real();
        if (real < least) {
            complaint.below(value, Double.toString(least));
        } else if (real > most) {
            complaint.above(value, Double.toString(most));
        } else {
            fields.set(column, Double.doubleToRawLongBits(real));
        }
    }
}
