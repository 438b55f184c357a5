package io.millrace.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Counts, sizes, rates and times as people read them. */
public final class Amounts {

    private static final int UNIT = 1024;
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int MANY = 10_000;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;

    private Amounts() {}

    /** {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 12 files}, {@code 1 file}. */
    public static String count(long count, String of) {
        return count(count) + " " + of + (count == 1 ? "" : "s");
    }

    /** {@code 34.5 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < UNIT) {
            return count(bytes, "byte");
        }
        double amount = (double) bytes / UNIT;
        int unit = 0;
        while (amount >= UNIT && unit < UNITS.length - 1) {
            amount /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }

    /** {@code 85 k/s}, {@code 950/s}. */
    public static String rate(double perSecond) {
        return perSecond < MANY
                ? String.format(Locale.ROOT, "%,.0f/s", perSecond)
                : String.format(Locale.ROOT, "%,.0f k/s", perSecond / 1000);
    }

    /** {@code 0.8 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
    public static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        } else if (seconds < 2 * SECONDS_PER_MINUTE) {
            return seconds + " s";
        }
        long minutes = time.toMinutes();
        return minutes < 2 * MINUTES_PER_HOUR
                ? minutes + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
