package io.millrace.flink.savepoint;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import java.util.List;
import java.util.Optional;

/**
 * An operator that left state.
 *
 * @param uid empty when a Flink wrote it that did not keep uids
 * @param id the hash of the uid, by which state is found again
 * @param backend the state backend in whose own way its state by key is written; empty when any can read it
 * @param inFlight whether records on their way between operators stand in it
 */
public record SavedOperator(
        Optional<String> uid,
        String id,
        int parallelism,
        int maxParallelism,
        List<SavedState> states,
        Optional<StateBackend> backend,
        boolean inFlight) {

    public SavedOperator {
        states = List.copyOf(states);
    }

    /** What to call it before people. */
    public String title() {
        return uid.orElse("operator " + id);
    }
}
