package io.millrace.pipeline.warehouse;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table or view of a published version.
 *
 * @param kind {@code dimension}, {@code fact}, {@code mart} or {@code view}
 * @param rows empty for a view, whose rows are computed when it is asked
 * @param changed when a load last changed a row of it; empty when its rows do not say
 * @param grain {@code one row per …}; empty when the version does not say
 * @param purpose what it is for; empty when the version does not say
 */
public record Relation(
        String name, String kind, OptionalLong rows, Optional<Instant> changed, String grain, String purpose) {}
