package io.millrace.pipeline.judge;

import io.millrace.contract.Limits;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/** The inclusive limits of a value that is held as a long, and how people write them. */
final class Bounds {

    private final long least;
    private final long most;
    private final String leastText;
    private final String mostText;

    private Bounds(long least, long most, String leastText, String mostText) {
        this.least = least;
        this.most = most;
        this.leastText = leastText;
        this.mostText = mostText;
    }

    /** The limits as counts of {@code 10^-scale}; a limit always fits its type. */
    static Bounds of(Limits limits, int scale, Function<BigDecimal, String> text) {
        return new Bounds(
                limits.min().map(min -> unscaled(min, scale)).orElse(Long.MIN_VALUE),
                limits.max().map(max -> unscaled(max, scale)).orElse(Long.MAX_VALUE),
                text(limits.min(), text),
                text(limits.max(), text));
    }

    /** Complains of a value beyond the limits; true when it keeps to them. */
    boolean hold(long value, Slice spelling, Complaint complaint) {
        if (value < least) {
            complaint.below(spelling, leastText);
            return false;
        } else if (value > most) {
            complaint.above(spelling, mostText);
            return false;
        }
        return true;
    }

    private static long unscaled(BigDecimal limit, int scale) {
        return limit.movePointRight(scale).longValueExact();
    }

    private static String text(Optional<BigDecimal> limit, Function<BigDecimal, String> text) {
        return limit.map(text).orElse("");
    }
}
