package io.millrace.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a value of the right type must still keep to. Bounds are inclusive and exact: a date bound is an epoch day, a
 * timestamp bound epoch micros, a double bound the exact value of the nearest double. {@code allowed} is empty when the
 * contract lists no enum.
 */
public record Limits(
        Optional<BigDecimal> min,
        Optional<BigDecimal> max,
        OptionalInt minLength,
        OptionalInt maxLength,
        Optional<String> pattern,
        List<String> allowed) {

    public static final Limits NONE = new Limits(
            Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), List.of());

    public Limits {
        allowed = List.copyOf(allowed);
    }
}
