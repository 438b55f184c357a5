package io.millrace.pipeline.upgrade;

import io.millrace.pipeline.run.RunFailure;

/** Looks at what a job left behind, without starting anything. Found by {@link java.util.ServiceLoader}. */
public interface UpgradeCheck {

    /**
     * Compares what was left with what this release and the contract would do with it.
     *
     * @throws RunFailure when there is nothing to look at, or the broker cannot be asked
     */
    UpgradeReport check(UpgradeRequest request) throws RunFailure;
}
