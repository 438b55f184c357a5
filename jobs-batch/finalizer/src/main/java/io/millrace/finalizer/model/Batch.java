package io.millrace.finalizer.model;

import java.time.Instant;
import java.util.List;

/** What one load brings: files that the ledger learned of in this transaction, and runs whose rows leave in it. */
public record Batch(List<NewFile> files, List<Superseded> superseded, Instant loadTimestamp) {

    public Batch {
        files = List.copyOf(files);
        superseded = List.copyOf(superseded);
    }

    /** A run of a dataset whose rows another run replaces. */
    public record Superseded(String dataset, String run) {}
}
