package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.nio.file.Path;

/**
 * Where bounded runs happen.
 *
 * @param work a folder of this machine, in which runs put together what goes to a lake elsewhere
 */
public record RunPlace(Lake lake, ZoneFiles zones, Path work) {

    /**
     * A lake wherever it stands.
     *
     * @throws RunFailure when it cannot be reached
     */
    public static RunPlace of(Lake lake, Path work) throws RunFailure {
        return new RunPlace(lake, Storage.of(lake.root()), work);
    }

    /** A lake on this machine, beside whose zones runs put their files together. */
    public static RunPlace here(Lake lake) {
        return new RunPlace(lake, new LocalFiles(), Path.of(lake.root()));
    }

    boolean isLocal() {
        return Storage.isLocal(lake.root());
    }
}
