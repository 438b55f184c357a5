package io.millrace.contract.format;

import io.millrace.contract.shape.Value;
import io.millrace.contract.shape.Values;
import java.time.Duration;
import java.util.Map;

/** Spans of time, such as {@code 7 d} or {@code 60 s}. */
final class Durations {

    private static final Map<String, Long> UNITS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private static final long MOST = Duration.ofDays(3_660).toMillis();

    static final Value<Duration> LONG = Values.parsed(
            text -> Quantity.parse(text, UNITS)
                    .filter(millis -> millis >= 1 && millis <= MOST)
                    .map(Duration::ofMillis),
            "a time from 1 ms to 3660 d, such as 60 s or 7 d (units: ms, s, min, h, d)",
            Quantity.schema(UNITS));

    private Durations() {}
}
