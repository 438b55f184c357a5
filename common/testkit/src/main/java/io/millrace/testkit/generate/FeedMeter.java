package io.millrace.testkit.generate;

import java.io.Flushable;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps a feed to its pace, tells the listener how it goes and asks whether it goes on. */
final class FeedMeter {

    private static final long UNLIMITED_CHECK = 1024;
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Pace pace;
    private final FeedListener listener;
    private final Flushable sink;
    private final long start = System.nanoTime();
    private final long first;
    private long reported = start;

    /** {@code first} records were sent before; {@code sink} is flushed before each wait. */
    FeedMeter(Pace pace, FeedListener listener, Flushable sink, long first) {
        this.pace = pace;
        this.listener = listener;
        this.sink = sink;
        this.first = first;
    }

    /** Waits until the pace allows a further record; false when the listener wants no more. */
    boolean admits(long sent, long bytes) throws IOException {
        if (pace.isUnlimited() && sent % UNLIMITED_CHECK != 0) {
            return true;
        }
        long now = System.nanoTime();
        report(now, sent, bytes);
        if (!listener.goesOn()) {
            return false;
        }
        return pace.isUnlimited() || waitUntil(due(sent), sent, bytes);
    }

    private boolean waitUntil(long due, long sent, long bytes) throws IOException {
        if (due - System.nanoTime() > 0) {
            sink.flush();
        }
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, NAP_NANOS));
            report(System.nanoTime(), sent, bytes);
            if (!listener.goesOn()) {
                return false;
            }
        }
        return true;
    }

    private long due(long sent) {
        double seconds = (double) (sent - first) / pace.recordsPerSecond();
        return start + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private void report(long now, long sent, long bytes) {
        if (now - reported >= REPORT_NANOS) {
            reported = now;
            listener.progress(sent, bytes);
        }
    }
}
