package io.millrace.finalizer.ledger;

import io.millrace.zones.Zone;

/**
 * A line of the ledger.
 *
 * @param path relative to the lake
 * @param run the bounded run that wrote it, or null
 * @param rows as counted by the probe; of a quarantined file 0
 * @param reason why it was put aside, or null
 */
public record LedgerFile(
        String dataset, Zone zone, String path, String run, long rows, long bytes, FileState state, String reason) {}
