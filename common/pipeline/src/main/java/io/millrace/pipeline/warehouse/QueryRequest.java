package io.millrace.pipeline.warehouse;

import java.time.Duration;
import java.time.Instant;

/**
 * A question.
 *
 * @param limit at most so many rows are handed out; 0: all
 * @param timeout after which the engine gives up; zero: never
 */
public record QueryRequest(WarehousePlace place, String sql, At at, long limit, Duration timeout) {

    /** Which version is asked. */
    public sealed interface At {
        record Newest() implements At {}

        record Numbered(long version) implements At {}

        /** The version that was published last at that time. */
        record Time(Instant instant) implements At {}
    }
}
