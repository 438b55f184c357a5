package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.RunName;
import io.millrace.zones.run.RunMarker;
import java.util.List;

/**
 * What one transaction is to load: files of streams, or those of a run with its marker.
 *
 * @param outdated runs that were replaced before they were ever loaded
 */
record Portion(List<CommittedFile> files, List<RunMarker> runs, List<RunMarker> outdated) {

    Portion {
        files = List.copyOf(files);
        runs = List.copyOf(runs);
        outdated = List.copyOf(outdated);
    }

    /** What is left of it now that these are known: of a run that another has replaced, nothing is to be loaded. */
    Portion given(Known known) {
        boolean isReplaced = runs.stream().anyMatch(run -> known.isSuperseded(RunName.of(run)));
        return isReplaced ? new Portion(List.of(), List.of(), runs) : this;
    }
}
