package io.millrace.contract;

import java.time.Duration;
import java.util.Optional;

/** Which record of a key is the clean one, and how long a stream remembers a key. */
public record Dedupe(Keep keep, Optional<String> orderBy, Duration within) {

    public static final Duration DEFAULT_WITHIN = Duration.ofDays(7);

    public enum Keep {
        FIRST,
        LAST
    }
}
