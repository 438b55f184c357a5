package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.RunName;
import io.millrace.zones.run.RunMarker;
import java.util.List;

/**
 * What one transaction is to load: files of streams, files of runs, and the markers of those runs.
 *
 * @param outdated runs that were replaced before they were ever loaded
 */
record Portion(List<CommittedFile> files, List<RunMarker> runs, List<RunName> outdated) {

    Portion {
        files = List.copyOf(files);
        runs = List.copyOf(runs);
        outdated = List.copyOf(outdated);
    }
}
