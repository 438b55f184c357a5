package io.millrace.zones.run;

import io.millrace.pipeline.row.Code;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a run would do, without doing it.
 *
 * @param files that it would read
 * @param bytes of them, as they are stored
 * @param passedOver files that earlier runs have read
 * @param sampled bytes that were judged to see how fast that goes
 * @param sampling how long that took, on one thread
 * @param change whose verdict would change; empty of a run that reads files
 */
public record Preview(int files, long bytes, int passedOver, long sampled, Duration sampling, Optional<Change> change) {

    /**
     * Records whose verdict would be another.
     *
     * @param nowValid by the codes for which they are rejected now
     * @param nowRejected by the codes for which they would be rejected
     */
    public record Change(long nowValid, long nowRejected, Map<Code, Long> validCodes, Map<Code, Long> rejectedCodes) {

        public Change {
            validCodes = Map.copyOf(validCodes);
            rejectedCodes = Map.copyOf(rejectedCodes);
        }
    }

    /** How long judging all of it takes on so many threads, at the rate of the sample. */
    public Duration estimate(int threads) {
        return sampled == 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.round((double) sampling.toMillis() * bytes / sampled / threads));
    }
}
