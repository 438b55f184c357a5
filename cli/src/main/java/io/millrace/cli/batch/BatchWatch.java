package io.millrace.cli.batch;

import io.millrace.cli.Exit;
import io.millrace.cli.run.Rate;
import io.millrace.cli.run.SuddenEnd;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.LiveLine;
import io.millrace.cli.terminal.Terminal;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.Counts;
import java.net.URI;
import java.util.Optional;

/**
 * Watches a bounded run for the person at the terminal. The first signal gives the run up, the second ends the process
 * at once; after either, nothing of the run counts.
 */
final class BatchWatch implements BoundedListener, AutoCloseable {

    private static final long LIVE_MILLIS = 500;
    private static final long QUIET_MILLIS = 5_000;

    private final Terminal terminal;
    private final LiveLine line;
    private final Rate rate = new Rate();
    private final Thread worker = Thread.currentThread();
    private final long period;

    private long shownAt;
    private Exit signal;
    private boolean over;

    BatchWatch(Terminal terminal) {
        this.terminal = terminal;
        line = new LiveLine(terminal);
        period = (terminal.live() ? LIVE_MILLIS : QUIET_MILLIS) * 1_000_000;
        shownAt = System.nanoTime();
    }

    @Override
    public void started(Optional<URI> ui) {
        ui.ifPresent(uri -> line.print("UI: " + uri));
    }

    @Override
    public synchronized void progress(Progress progress) {
        long now = System.nanoTime();
        if (over || now - shownAt < period) {
            return;
        }
        shownAt = now;
        Counts counts = progress.counts();
        String shown = "read " + Amounts.count(counts.read()) + " ("
                + Amounts.rate(rate.at(now, counts.read())) + "), " + Amounts.bytes(progress.bytesRead())
                + ", clean " + Amounts.count(counts.clean()) + ", rejected " + Amounts.count(counts.rejected())
                + ", duplicate " + Amounts.count(counts.duplicate());
        if (terminal.live()) {
            line.show(shown);
        } else {
            line.print(shown);
        }
    }

    @Override
    public void notice(String message) {
        line.print(terminal.errStyle().doubtful("! ") + Visible.text(message));
    }

    synchronized void signalled(Exit exit) {
        if (signal != null || over) {
            SuddenEnd.with(exit.code());
            return;
        }
        signal = exit;
        line.print("giving up: nothing of this run counts (Ctrl-C again ends at once)");
        worker.interrupt();
    }

    /** The signal that made the run give up, if one did. */
    synchronized Optional<Exit> signal() {
        return Optional.ofNullable(signal);
    }

    /** The run is over; from now on a signal ends the process at once. */
    @Override
    public synchronized void close() {
        over = true;
        line.clear();
    }
}
