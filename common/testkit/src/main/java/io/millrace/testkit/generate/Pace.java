package io.millrace.testkit.generate;

/** How fast a feed goes. */
public record Pace(long recordsPerSecond) {

    public static final Pace UNLIMITED = new Pace(Long.MAX_VALUE);

    public Pace {
        if (recordsPerSecond < 1) {
            throw new IllegalArgumentException("less than one record a second: " + recordsPerSecond);
        }
    }

    boolean isUnlimited() {
        return recordsPerSecond == Long.MAX_VALUE;
    }
}
