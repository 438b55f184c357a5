package io.millrace.cli.demo;

import io.millrace.pipeline.run.RunListener;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Passes a run's news on. When the run is to be stopped, it ends the feed and lets the run read what was sent before it
 * stops, so that the zones can be checked against all of it.
 */
final class DrainFirst implements RunListener {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final RunListener listener;
    private final DemoFeed feed;
    private long read;

    DrainFirst(RunListener listener, DemoFeed feed) {
        this.listener = listener;
        this.feed = feed;
    }

    @Override
    public void started(Optional<URI> ui, String restoredFrom, StopHandle stop) {
        listener.started(ui, restoredFrom, () -> {
            drain();
            stop.stop();
        });
    }

    @Override
    public void progress(Progress progress) {
        listener.progress(progress);
        synchronized (this) {
            read = progress.counts().read();
            notifyAll();
        }
    }

    @Override
    public void notice(String message) {
        listener.notice(message);
    }

    private void drain() {
        try {
            await(feed.end().read());
        } catch (IOException e) {
            listener.notice("the generator ended early: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void await(long sent) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (long left = PATIENCE_NANOS; read < sent && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }
}
