package io.millrace.pipeline.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param resume the checkpoint or savepoint from which the next run goes on, when the engine keeps one
 */
public record RunSummary(
        String run,
        String runner,
        List<DatasetSummary> datasets,
        Duration duration,
        Ending ending,
        Optional<String> resume) {

    public RunSummary {
        datasets = List.copyOf(datasets);
    }

    /** One dataset's share; {@code files} and {@code bytes} are what became visible in its zones. */
    public record DatasetSummary(String dataset, Counts counts, long files, long bytes) {}

    public enum Ending {
        FINISHED,
        STOPPED
    }
}
