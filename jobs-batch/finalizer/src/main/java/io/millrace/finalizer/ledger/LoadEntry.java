package io.millrace.finalizer.ledger;

import io.millrace.zones.run.RunMarker;
import java.time.Instant;
import java.util.List;

/**
 * What one transaction writes into the ledger.
 *
 * @param loaded the markers of the runs among the files that are good as a whole
 * @param outdated the markers of runs that were replaced before they were ever loaded; what they replace is gone all
 *     the same
 * @param bad runs that cannot be trusted as a whole
 * @param replaced files that count no more, known to the ledger or not, by their paths relative to the lake
 */
public record LoadEntry(
        long load,
        long fence,
        Instant at,
        List<LedgerFile> files,
        List<RunMarker> loaded,
        List<RunMarker> outdated,
        List<RunName> bad,
        List<String> replaced) {

    public LoadEntry {
        files = List.copyOf(files);
        loaded = List.copyOf(loaded);
        outdated = List.copyOf(outdated);
        bad = List.copyOf(bad);
        replaced = List.copyOf(replaced);
    }
}
