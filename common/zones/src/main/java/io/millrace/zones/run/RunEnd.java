package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedResult;
import java.util.List;

/** How a bounded run ended that did not fail. */
public sealed interface RunEnd {

    /**
     * It counts from now on.
     *
     * @param passedOver how many of the files were read by earlier runs
     */
    record Committed(RunMarker marker, BoundedResult result, int passedOver) implements RunEnd {}

    /** All files had been read already, by these runs; nothing was done. */
    record NothingNew(int files, List<RunMarker> readBy) implements RunEnd {
        public NothingNew {
            readBy = List.copyOf(readBy);
        }
    }
}
