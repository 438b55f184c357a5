package io.millrace.cli.run;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunListener.Progress;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.DatasetSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.pipeline.run.Runner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Runs nothing and ends with the same summary whatever it is asked. */
public final class ReadyMadeRunner implements Runner {

    static final Counts COUNTS =
            new Counts(1000, 960, 30, 10, Map.of(Code.PATTERN, 20L, Code.MISSING, 12L, Code.DUPLICATE, 10L));

    @Override
    public String name() {
        return "ready-made";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public RunSummary run(RunRequest request, RunListener listener) {
        listener.started(Optional.of(URI.create("http://127.0.0.1:8081")), null, () -> {});
        listener.progress(new Progress(COUNTS, OptionalLong.of(0), OptionalLong.of(100)));
        listener.notice("the broker \u001b[31mwas away");
        List<DatasetSummary> datasets = request.datasets().stream()
                .map(dataset -> new DatasetSummary(dataset.plan().dataset(), COUNTS, 6, 123_456))
                .toList();
        return new RunSummary("r1", name(), datasets, Duration.ofMillis(2500), Ending.FINISHED, Optional.empty());
    }
}
