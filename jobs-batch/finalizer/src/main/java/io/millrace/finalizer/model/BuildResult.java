package io.millrace.finalizer.model;

import java.util.List;
import java.util.Set;

/**
 * What a build did.
 *
 * @param rows rows of each object after the build
 * @param touchedDays epoch days whose marts were computed again
 * @param duplicatesFoundByLoad rows of the batch that the warehouse held already
 */
public record BuildResult(List<ObjectRows> rows, Set<Integer> touchedDays, long duplicatesFoundByLoad) {

    public BuildResult {
        rows = List.copyOf(rows);
        touchedDays = Set.copyOf(touchedDays);
    }

    /** An object of the warehouse and how many rows it holds. */
    public record ObjectRows(String object, long rows) {}
}
