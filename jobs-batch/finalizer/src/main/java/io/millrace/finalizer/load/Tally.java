package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.FileState;
import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.LoadSummary.BadFile;
import io.millrace.pipeline.warehouse.LoadSummary.ObjectRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Adds up what the portions of a load came to. */
final class Tally {

    private final long start = System.nanoTime();
    private final List<BadFile> bad = new ArrayList<>();
    private final Set<Integer> days = new HashSet<>();
    private List<ObjectRows> rows = List.of();
    private long files;
    private long fileRows;
    private long bytes;
    private long superseded;
    private long replacedFiles;
    private long replacedRows;
    private long duplicates;

    void add(Loading.Loaded loaded) {
        for (LedgerFile file : loaded.entry().files()) {
            if (file.state() == FileState.LOADED) {
                files++;
                fileRows += file.rows();
                bytes += file.bytes();
            } else {
                bad.add(new BadFile(file.path(), file.reason()));
            }
        }
        superseded += loaded.superseded();
        for (CommittedFile file : loaded.replaced()) {
            replacedFiles++;
            replacedRows += file.rows();
        }
        duplicates += loaded.result().duplicatesFoundByLoad();
        days.addAll(loaded.result().touchedDays());
        rows = loaded.result().rows().stream()
                .map(object -> new ObjectRows(object.object(), object.rows()))
                .toList();
    }

    LoadSummary summary(OptionalLong version, long inQuarantine) {
        return new LoadSummary(
                version,
                files,
                fileRows,
                bytes,
                superseded,
                replacedFiles,
                replacedRows,
                bad,
                inQuarantine,
                duplicates,
                days.size(),
                rows,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
