package io.millrace.spark;

import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.testkit.contract.ProcessContract;

class SparkProcessIT extends ProcessContract {

    @Override
    protected BoundedRunner runner() {
        return new SparkRunner();
    }
}
