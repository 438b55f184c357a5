package io.millrace.contract.compile;

import io.millrace.contract.Type;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.Type.Timestamp;
import io.millrace.contract.format.Exact;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.reason.Range;
import io.millrace.contract.time.Dates;
import io.millrace.contract.time.Timestamps;
import java.math.BigDecimal;
import java.util.Optional;

/** A min or max: exact, of the field's type, within its range. */
final class BoundCheck {

    private final Problems problems;

    BoundCheck(Problems problems) {
        this.problems = problems;
    }

    /** The bound in the numbers by which {@code Limits} count. */
    Optional<BigDecimal> bound(Scalar scalar, Type type) {
        if (type instanceof Type.Date) {
            int day = Dates.parse(scalar.text());
            return instant(scalar, day == Dates.WRONG_TYPE, Dates.isFailure(day), day, "a date such as 2000-01-31");
        } else if (type instanceof Timestamp timestamp) {
            long micros = Timestamps.parse(scalar.text(), timestamp.zone());
            return instant(
                    scalar,
                    micros == Timestamps.WRONG_TYPE,
                    Timestamps.isFailure(micros),
                    micros,
                    "a timestamp such as 2000-01-31T00:00:00Z");
        }
        Optional<BigDecimal> number = Exact.parse(scalar.text());
        if (number.isEmpty()) {
            problems.error(scalar, "expected a number", "write it as JSON does: 10, -0.5, 1e6");
        }
        return number.flatMap(value -> type instanceof Type.Real ? real(scalar, value) : exact(scalar, value, type));
    }

    private Optional<BigDecimal> instant(Scalar scalar, boolean wrong, boolean failed, long value, String example) {
        if (wrong) {
            problems.error(scalar, "expected " + example);
        } else if (failed) {
            problems.error(scalar, "there is no such day or time in the years 0001 to 9999");
        }
        return failed ? Optional.empty() : Optional.of(BigDecimal.valueOf(value));
    }

    /** Rounded to the nearest double, once and here. */
    private Optional<BigDecimal> real(Scalar scalar, BigDecimal value) {
        double nearest = value.doubleValue();
        if (Double.isInfinite(nearest)) {
            problems.error(scalar, "lies outside the values of double");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(nearest));
    }

    private Optional<BigDecimal> exact(Scalar scalar, BigDecimal value, Type type) {
        int scale = type instanceof Decimal decimal ? decimal.scale() : 0;
        if (value.signum() != 0 && value.stripTrailingZeros().scale() > scale) {
            problems.error(scalar, "has more fraction digits than " + type.declaration() + " can hold");
            return Optional.empty();
        }
        if (!Range.of(type).orElseThrow().holds(value)) {
            problems.error(scalar, "lies outside the values of " + type.declaration());
            return Optional.empty();
        }
        return Optional.of(value);
    }
}
