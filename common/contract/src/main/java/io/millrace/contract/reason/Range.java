package io.millrace.contract.reason;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.time.Dates;
import io.millrace.contract.time.Timestamps;
import java.math.BigDecimal;
import java.util.Optional;

/** The values that a type has, both ends included, in the numbers by which {@code Limits} count. */
public record Range(BigDecimal min, BigDecimal max) {

    /** The range of a type that has one. */
    public static Optional<Range> of(Type type) {
        if (type instanceof Type.Int) {
            return Optional.of(of(Integer.MIN_VALUE, Integer.MAX_VALUE));
        } else if (type instanceof Type.Bigint) {
            return Optional.of(of(Long.MIN_VALUE, Long.MAX_VALUE));
        } else if (type instanceof Decimal decimal) {
            BigDecimal max = BigDecimal.TEN.pow(decimal.precision()).subtract(BigDecimal.ONE);
            BigDecimal scaled = max.scaleByPowerOfTen(-decimal.scale());
            return Optional.of(new Range(scaled.negate(), scaled));
        } else if (type instanceof Type.Real) {
            BigDecimal max = new BigDecimal(Double.MAX_VALUE);
            return Optional.of(new Range(max.negate(), max));
        } else if (type instanceof Type.Date) {
            return Optional.of(of(Dates.MIN, Dates.MAX));
        } else if (type instanceof Type.Timestamp) {
            return Optional.of(of(Timestamps.MIN, Timestamps.MAX));
        }
        return Optional.empty();
    }

    public boolean holds(BigDecimal value) {
        return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
    }

    private static Range of(long min, long max) {
        return new Range(BigDecimal.valueOf(min), BigDecimal.valueOf(max));
    }
}
