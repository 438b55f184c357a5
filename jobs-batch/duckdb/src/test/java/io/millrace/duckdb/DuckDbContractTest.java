package io.millrace.duckdb;

import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.testkit.contract.RunnerContract;

/** DuckDB does what every bounded runner does. */
final class DuckDbContractTest extends RunnerContract {

    @Override
    protected BoundedRunner runner() {
        return new DuckDbRunner();
    }
}
