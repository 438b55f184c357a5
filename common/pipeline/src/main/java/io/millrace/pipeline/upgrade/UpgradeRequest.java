package io.millrace.pipeline.upgrade;

import io.millrace.contract.Contract;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Topics;
import java.net.URI;
import java.util.Optional;

/**
 * What is to be checked.
 *
 * @param after the contract with which the job would go on
 * @param before the contract by which it judged so far, for a snapshot that does not say so itself
 * @param topics the broker, when it is to be asked whether it still has what would be read next
 */
public record UpgradeRequest(
        From from,
        Contract after,
        Optional<Contract> before,
        int parallelism,
        StateBackend backend,
        Optional<Topics> topics,
        String topic) {

    /** What the job would go on from. */
    public sealed interface From {
        /** A checkpoint or savepoint. */
        record Snapshot(URI place) implements From {}

        /** Any savepoint that a release wrote. */
        record Release(String name) implements From {}
    }
}
