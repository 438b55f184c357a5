package io.millrace.cli.warehouse;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.run.RunListener.StopHandle;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import java.io.IOException;
import java.util.Optional;

/** Shows how loading goes to the person who watches, and stops it on a signal. */
final class LoadWatch implements LoadListener {

    private final Call call;
    private final Lines lines;
    private final WarehouseMetrics metrics;
    private final Optional<MetricsFile> file;
    private volatile StopHandle stop;
    private volatile Exit signal;
    private volatile boolean badFiles;

    /** What is told of loads that go well. */
    enum Lines {
        NONE,
        EACH_LOAD
    }

    LoadWatch(Call call, Lines lines, WarehouseMetrics metrics, Optional<MetricsFile> file) {
        this.call = call;
        this.lines = lines;
        this.metrics = metrics;
        this.file = file;
    }

    /** The first signal asks for a good end, the second ends at once; both are safe. */
    void signalled(Exit exit) {
        if (signal != null) {
            Runtime.getRuntime().halt(exit.code());
        }
        signal = exit;
        if (stop == null) {
            Runtime.getRuntime().halt(exit.code());
        }
        stop.stop();
    }

    Optional<Exit> signal() {
        return Optional.ofNullable(signal);
    }

    /** Whether any load has put a file aside. */
    boolean foundBadFiles() {
        return badFiles;
    }

    @Override
    public void started(StopHandle handle) {
        stop = handle;
    }

    @Override
    public void done(LoadStep step) {
        if (step == LoadStep.LIST) {
            metrics.looked();
            write(MetricsFile::refresh);
        }
    }

    @Override
    public void loaded(LoadSummary summary) {
        metrics.loaded(summary);
        write(MetricsFile::write);
        badFiles |= !summary.quarantined().isEmpty();
        if (lines == Lines.EACH_LOAD) {
            call.tell(LoadText.line(summary));
        }
        summary.quarantined()
                .forEach(file -> call.tell("  put aside: " + Visible.text(file.path() + ": " + file.reason())));
    }

    /** Metrics that cannot be written are no reason to stop loading. */
    private void write(Writing writing) {
        try {
            if (file.isPresent()) {
                writing.of(file.get());
            }
        } catch (IOException e) {
            notice("the metrics cannot be written: " + e.getMessage());
        }
    }

    private interface Writing {
        void of(MetricsFile file) throws IOException;
    }

    @Override
    public void notice(String message) {
        message.lines().forEach(line -> call.tell("millrace: " + Visible.text(line)));
    }
}
