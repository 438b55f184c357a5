package io.millrace.finalizer.model;

import io.millrace.zones.Zone;
import java.nio.file.Path;

/**
 * A committed file of a zone, staged on this machine and probed.
 *
 * @param lakePath its path under the root of the lake
 * @param run the bounded run that wrote it; null for a file of a stream
 */
public record NewFile(String dataset, Zone zone, Path local, String lakePath, String run) {

    /** How rows name their run: as its marker stands in the lake, for another dataset may have a run of that name. */
    String marker() {
        return run == null ? null : dataset + "/" + run;
    }
}
