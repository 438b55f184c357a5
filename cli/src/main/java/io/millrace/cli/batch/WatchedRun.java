package io.millrace.cli.batch;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.run.Signals;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.file.Storage;
import io.millrace.zones.run.RunEnd;
import java.io.IOException;

/** A bounded run with somebody at the terminal, from its start to what there is to say of its end. */
record WatchedRun(Call call, String dataset, Lake lake, EngineChoice choice) {

    /** What is run. */
    interface Running {
        RunEnd with(BatchWatch watch) throws RunFailure, InterruptedException;
    }

    Exit of(Running run) throws RunFailure, IOException {
        BatchWatch watch = new BatchWatch(call.terminal());
        Signals.handle(watch::signalled);
        choice.told().ifPresent(watch::notice);
        try {
            report(ended(run, watch));
            return Exit.OK;
        } catch (InterruptedException e) {
            return watch.signal().orElse(Exit.INTERRUPTED);
        }
    }

    private static RunEnd ended(Running run, BatchWatch watch) throws RunFailure, InterruptedException {
        try (watch) {
            return run.with(watch);
        }
    }

    private void report(RunEnd end) throws IOException {
        if (call.wantsJson()) {
            call.print(json -> BatchText.write(end, dataset, choice, json));
            return;
        }
        BatchText.lines(end, call.terminal().outStyle()).forEach(call::print);
        if (end instanceof RunEnd.Committed) {
            String place = Storage.shown(lake.root());
            call.print("zones: " + place);
            call.print("proof: millrace audit --lake " + place);
        }
    }
}
