package io.millrace.pipeline.warehouse;

import io.millrace.pipeline.plan.Plan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a load is asked to do.
 *
 * @param sql the folder of the SQL that is the model
 * @param every how often to look for new files; empty: once
 */
public record LoadRequest(
        WarehousePlace place,
        URI lake,
        Path sql,
        List<Plan> plans,
        From from,
        Quarantine quarantine,
        Holder holder,
        Keep keep,
        Optional<Duration> every) {

    public LoadRequest {
        plans = List.copyOf(plans);
    }

    /** What the load builds on. */
    public enum From {
        /** The working file, which is built again when it does not open. */
        WORKING_FILE,
        /** Nothing: a new file from all zones, put in the place of the old one when it is whole. */
        ZONES
    }

    /** What becomes of files that were found bad before. */
    public enum Quarantine {
        LEAVE,
        RETRY
    }

    /** What to do when another process is loading. */
    public enum Holder {
        RESPECT,
        /** End it, if it runs on this machine, and take over. */
        END
    }

    /** How many published versions stay besides those that somebody reads, and how long at least. */
    public record Keep(int versions, Duration time) {}
}
