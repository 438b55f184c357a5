package io.millrace.duckdb;

import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.testkit.contract.RunnerContract;
import org.junit.jupiter.api.Tag;

/** DuckDB does what every bounded runner does. */
@Tag("slow")
final class DuckDbContractTest extends RunnerContract {

    @Override
    protected BoundedRunner runner() {
        return new DuckDbRunner();
    }
}
