package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import java.net.URI;

/**
 * A file that its writer has committed.
 *
 * @param path relative to the lake
 * @param run the bounded run that wrote it, or null
 * @param rows as its run's marker says; -1 for a file of a stream
 */
record CommittedFile(String dataset, Zone zone, URI uri, String path, String run, long rows, long bytes) {

    static final long ROWS_UNKNOWN = -1;

    /** A file that the ledger knows. */
    static CommittedFile of(LedgerFile file, URI lake) {
        return new CommittedFile(
                file.dataset(),
                file.zone(),
                new Lake(lake).root().resolve(file.path()),
                file.path(),
                file.run(),
                file.rows(),
                file.bytes());
    }
}
