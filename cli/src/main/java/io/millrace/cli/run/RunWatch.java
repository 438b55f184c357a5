package io.millrace.cli.run;

import io.millrace.cli.Exit;
import io.millrace.cli.terminal.LiveLine;
import io.millrace.cli.terminal.Terminal;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunRequest.Until;
import java.net.URI;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.IntConsumer;

/**
 * Watches a run for the person at the terminal: draws its progress, passes on its notices, and stops it on the first
 * signal. A second signal ends the process at once, which is safe: the next run goes on from the last checkpoint.
 */
public final class RunWatch implements RunListener, AutoCloseable {

    private static final String AT_ONCE =
            "ended at once; nothing is lost: the same call goes on from the last checkpoint";
    private static final long LIVE_MILLIS = 500;
    private static final long QUIET_MILLIS = 5_000;

    private final Terminal terminal;
    private final LiveLine line;
    private final ProgressText text;
    private final Rate rate = new Rate();
    private final Timer clock = new Timer("progress", true);

    private final IntConsumer halt;
    private volatile Progress latest;
    private StopHandle stop;
    private Exit signal;
    private boolean over;

    public RunWatch(Terminal terminal, Until until) {
        this(terminal, until, SuddenEnd::with);
    }

    /** @param halt ends the process at once with that code */
    RunWatch(Terminal terminal, Until until, IntConsumer halt) {
        this.terminal = terminal;
        this.halt = halt;
        this.line = new LiveLine(terminal);
        this.text = new ProgressText(until);
    }

    @Override
    public void started(Optional<URI> ui, String restoredFrom, StopHandle handle) {
        ui.ifPresent(uri -> line.print("Flink UI: " + uri));
        if (restoredFrom != null && !restoredFrom.isEmpty()) {
            line.print("going on from " + restoredFrom);
        }
        long period = terminal.live() ? LIVE_MILLIS : QUIET_MILLIS;
        clock.scheduleAtFixedRate(
                new TimerTask() {
                    @Override
                    public void run() {
                        draw();
                    }
                },
                period,
                period);
        synchronized (this) {
            stop = handle;
        }
    }

    @Override
    public void progress(Progress progress) {
        latest = progress;
    }

    @Override
    public void notice(String message) {
        line.print(terminal.errStyle().doubtful("! ") + Visible.text(message));
    }

    /** Stops the run in good order; ends the process when it has not begun or was asked before. */
    public void signalled(Exit exit) {
        StopHandle handle;
        synchronized (this) {
            handle = stop;
            if (handle == null || signal != null || over) {
                line.print(over ? "ended" : handle == null ? "ended before anything was read" : AT_ONCE);
                halt.accept(exit.code());
                return;
            }
            signal = exit;
        }
        line.print("stopping: what has been read is committed, the state is kept (Ctrl-C again ends at once)");
        handle.stop();
    }

    /** The signal that stopped the run, if one did. */
    public synchronized Optional<Exit> signal() {
        return Optional.ofNullable(signal);
    }

    /** Prints a line above the progress. */
    public void print(String message) {
        line.print(message);
    }

    private void draw() {
        Progress progress = latest;
        if (progress == null) {
            return;
        }
        String shown =
                text.of(progress, rate.at(System.nanoTime(), progress.counts().read()));
        if (terminal.live()) {
            line.show(shown);
        } else {
            line.print(shown);
        }
    }

    /** The run is over; from now on a signal ends the process at once. */
    @Override
    public synchronized void close() {
        over = true;
        clock.cancel();
        line.clear();
    }
}
