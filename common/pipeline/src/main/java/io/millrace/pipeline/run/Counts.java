package io.millrace.pipeline.run;

import io.millrace.pipeline.row.Code;
import java.util.EnumMap;
import java.util.Map;

/** What a run did with the records it read: {@code read = clean + rejected + duplicate} once it has ended. */
public record Counts(long read, long clean, long rejected, long duplicate, Map<Code, Long> codes) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, Map.of());

    public Counts {
        codes = Map.copyOf(codes);
    }

    public Counts plus(Counts other) {
        Map<Code, Long> sum = new EnumMap<>(Code.class);
        sum.putAll(codes);
        other.codes.forEach((code, count) -> sum.merge(code, count, Long::sum));
        return new Counts(
                read + other.read, clean + other.clean, rejected + other.rejected, duplicate + other.duplicate, sum);
    }
}
