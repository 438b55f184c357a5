package io.millrace.zones.books;

import io.millrace.zones.Zone;
import java.time.LocalDate;
import java.util.List;

/** What a warehouse says that it took from a lake, and what became of it. */
public record WarehouseBooks(List<LedgerFile> files, List<DayRows> days) {

    public WarehouseBooks {
        files = List.copyOf(files);
        days = List.copyOf(days);
    }

    /**
     * A file in its ledger.
     *
     * @param path relative to the lake
     * @param run the bounded run that wrote it, or null
     */
    public record LedgerFile(String dataset, Zone zone, String path, String run, long rows, State state) {}

    /** What the ledger says of a file. */
    public enum State {
        /** Its rows are in the warehouse. */
        LOADED,
        /** It cannot be trusted, and waits for somebody to look at it. */
        QUARANTINED,
        /** It is of a run that another has replaced. */
        SUPERSEDED
    }

    /**
     * Rows of a zone, dataset and day in the warehouse.
     *
     * @param held that wait because another row has their key
     * @param again that came once more as they were, and are only counted
     */
    public record DayRows(String dataset, Zone zone, LocalDate day, long facts, long held, long again) {}
}
