package io.millrace.contract.time;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as CEL writes them, such as {@code 1h30m} or {@code -1.5s}, in micros. */
public final class Durations {

    private static final Map<String, Long> NANOS = Map.of(
            "h",
            3_600_000_000_000L,
            "m",
            60_000_000_000L,
            "s",
            1_000_000_000L,
            "ms",
            1_000_000L,
            "us",
            1_000L,
            "ns",
            1L);

    private static final int LONGEST = 64;
    private static final Pattern SHAPE = Pattern.compile("[-+]?([0-9]+(\\.[0-9]+)?(h|ms|us|ns|m|s))+");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|us|ns|m|s)");

    /** What lies between the first and the last timestamp; nothing longer can be compared with anything. */
    private static final BigDecimal MOST = BigDecimal.valueOf(Timestamps.MAX - Timestamps.MIN);

    private Durations() {}

    /** The micros, when the text spells a whole number of them. */
    public static OptionalLong parse(String text) {
        if (text.length() > LONGEST || !SHAPE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOS.get(part.group(2)))));
        }
        BigDecimal micros = nanos.movePointLeft(3).stripTrailingZeros();
        if (micros.scale() > 0 || micros.compareTo(MOST) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(text.charAt(0) == '-' ? -micros.longValueExact() : micros.longValueExact());
    }
}
