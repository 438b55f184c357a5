package io.millrace.cli.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count has grown over the last seconds. */
public final class Rate {

    private static final double NANOS = 1e9;
    private static final long WINDOW = 5_000_000_000L;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Adds what the count is now and answers its growth a second. */
    public double at(long nanos, long count) {
        samples.addLast(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos > WINDOW) {
            samples.removeFirst();
        }
        Sample oldest = samples.getFirst();
        return nanos == oldest.nanos ? 0 : (count - oldest.count) / ((nanos - oldest.nanos) / NANOS);
    }

    private record Sample(long nanos, long count) {}
}
