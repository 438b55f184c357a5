package io.millrace.testkit.contract;

import java.time.LocalDate;
import java.util.List;

/**
 * A fixture that a runner may still answer otherwise.
 *
 * @param fixture paragraph and name
 * @param until the last day on which it holds
 */
record Waiver(String runner, String fixture, String reason, LocalDate until) {

    Waiver {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the waiver of " + fixture + " for " + runner + " has no reason");
        }
    }

    /** Fails when the waiver is stale: out of date, or not needed any more. */
    void hold(List<String> differences, LocalDate today) {
        if (today.isAfter(until)) {
            throw new AssertionError(this + " has expired; the differences are\n" + String.join("\n", differences));
        } else if (differences.isEmpty()) {
            throw new AssertionError(this + " is not needed any more: delete it from fixtures/waivers.yaml");
        }
    }
}
