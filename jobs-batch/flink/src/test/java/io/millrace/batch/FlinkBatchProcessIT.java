package io.millrace.batch;

import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.testkit.contract.ProcessContract;

class FlinkBatchProcessIT extends ProcessContract {

    @Override
    protected BoundedRunner runner() {
        return new FlinkBatchRunner();
    }
}
