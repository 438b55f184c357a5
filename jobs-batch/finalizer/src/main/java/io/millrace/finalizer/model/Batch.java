package io.millrace.finalizer.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one load brings: files that the ledger learned of in this transaction, and runs and files whose rows
 * leave in it.
 *
 * @param leaving files that the ledger knew, as they were loaded
 * @param version the number of the load, by which its result is published
 * @param published when readers were last given a version; empty when they never were
 */
public record Batch(
        List<NewFile> files,
        List<Superseded> superseded,
        List<NewFile> leaving,
        Instant loadTimestamp,
        long version,
        Optional<Instant> published) {

    /**
     * Files of so many bytes are read once and kept meanwhile, about four million rows or a gigabyte when they are unpacked;
     * those of more are read each time they are looked at.
     */
    public static final long KEPT_BYTES = 192L << 20;

    public Batch {
        files = List.copyOf(files);
        superseded = List.copyOf(superseded);
        leaving = List.copyOf(leaving);
    }

    /** A run of a dataset whose rows another run replaces. */
    public record Superseded(String dataset, String run) {}
}
