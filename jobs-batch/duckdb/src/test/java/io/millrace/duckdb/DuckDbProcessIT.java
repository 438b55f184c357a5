package io.millrace.duckdb;

import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.testkit.contract.ProcessContract;

class DuckDbProcessIT extends ProcessContract {

    @Override
    protected BoundedRunner runner() {
        return new DuckDbRunner();
    }
}
