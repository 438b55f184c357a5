package io.millrace.cli.run;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.pipeline.run.Runner;

/** Carries out a run under the eyes of a {@link RunWatch}. */
public final class WatchedRun {

    private WatchedRun() {}

    /** What a run did, and how the command is to end when nothing else decides it. */
    public record Ended(RunSummary summary, Exit exit) {}

    public static Ended of(Call call, Runner runner, RunRequest request) throws RunFailure {
        try (RunWatch watch = new RunWatch(call.terminal(), request.topics().until())) {
            Signals.handle(watch::signalled);
            RunSummary summary = runner.run(request, watch);
            boolean stopped = summary.ending() == Ending.STOPPED;
            return new Ended(summary, stopped ? watch.signal().orElse(Exit.OK) : Exit.OK);
        }
    }
}
