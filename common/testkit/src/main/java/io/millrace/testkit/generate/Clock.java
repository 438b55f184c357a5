package io.millrace.testkit.generate;

import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When records are sent and when what they tell of happened: shortly before, or long before when they are late. */
final class Clock {

    private static final int LONGEST_DELAY_MICROS = 2_000_000;
    private static final int LATEST_HOURS = 72;
    private static final long MICROS_PER_HOUR = 3600 * Instants.MICROS_PER_SECOND;

    private final long start;
    private final long interval;
    private final long lateShare;

    Clock(Timeline timeline, double lateShare) {
        start = ChronoUnit.MICROS.between(Instant.EPOCH, timeline.start());
        interval = timeline.interval().toNanos() / 1000;
        this.lateShare = Draws.threshold(lateShare);
    }

    long sourceTime(long index) {
        return start + index * interval;
    }

    long eventTime(long index, Draws draws) {
        long delay = draws.below(LONGEST_DELAY_MICROS);
        if (draws.falls(lateShare)) {
            delay += (1 + draws.below(LATEST_HOURS)) * MICROS_PER_HOUR;
        }
        return sourceTime(index) - delay;
    }
}
