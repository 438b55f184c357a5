package io.millrace.pipeline.run;

import java.util.Set;

/** Carries out plans on an engine. Found by {@link java.util.ServiceLoader}, chosen by name. */
public interface Runner {

    /** The name by which a user chooses it, such as {@code flink-stream}. */
    String name();

    /** What it can do beyond reading topics. */
    Set<Capability> capabilities();

    /**
     * Runs until the input ends, a stop is asked for, or something fails. Blocks; the listener is told of the start and
     * of progress, on any thread.
     *
     * @throws RunFailure when the run cannot start or cannot go on; it says what, where, why and what to do
     */
    RunSummary run(RunRequest request, RunListener listener) throws RunFailure;
}
