package io.millrace.testkit.contract;

import io.millrace.pipeline.run.BoundedRunner;

/** The plainest runner proves itself, and with it what the suite takes for granted: writers, readers, the life of a run. */
final class RowRunnerTest extends RunnerContract {

    @Override
    protected BoundedRunner runner() {
        return new RowRunner();
    }
}
