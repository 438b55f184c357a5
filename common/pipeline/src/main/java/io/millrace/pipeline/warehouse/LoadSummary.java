package io.millrace.pipeline.warehouse;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a load did.
 *
 * @param version the version that is published now; empty when there is none yet
 * @param replacedFiles loaded files that left because their rows were judged anew
 * @param replacedRows how many rows they had
 * @param quarantined the files that this load put aside
 * @param inQuarantine how many files are put aside altogether
 * @param duplicates rows that the warehouse held already
 * @param touchedDays days whose marts were computed again
 * @param rows of each object after the load; empty when there was nothing to load
 */
public record LoadSummary(
        OptionalLong version,
        long files,
        long fileRows,
        long bytes,
        long supersededRuns,
        long replacedFiles,
        long replacedRows,
        List<BadFile> quarantined,
        long inQuarantine,
        long duplicates,
        long touchedDays,
        List<ObjectRows> rows,
        Duration duration) {

    public LoadSummary {
        quarantined = List.copyOf(quarantined);
        rows = List.copyOf(rows);
    }

    /** The same once another version is published. */
    public LoadSummary published(OptionalLong now) {
        return new LoadSummary(
                now,
                files,
                fileRows,
                bytes,
                supersededRuns,
                replacedFiles,
                replacedRows,
                quarantined,
                inQuarantine,
                duplicates,
                touchedDays,
                rows,
                duration);
    }

    /** A file that cannot be trusted; {@code path} is relative to the lake. */
    public record BadFile(String path, String reason) {}

    /** An object of the warehouse and how many rows it holds. */
    public record ObjectRows(String object, long rows) {}
}
