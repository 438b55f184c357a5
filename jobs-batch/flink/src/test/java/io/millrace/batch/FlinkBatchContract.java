package io.millrace.batch;

import io.millrace.flink.cluster.LocalCluster;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.contract.RunnerContract;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Flink, bounded, does what every runner does: as it is started for a run, but in a cluster that all runs share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FlinkBatchContract extends RunnerContract {

    private static final Resources RESOURCES = new Resources(2, 256L << 20);

    private Configuration configuration;
    private LocalCluster cluster;

    @BeforeAll
    void start(@TempDir Path scratch) throws RunFailure {
        configuration = BatchConfig.of(RESOURCES, scratch.toUri());
        cluster = LocalCluster.start(configuration);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Override
    protected BoundedRunner runner() {
        return new BoundedRunner() {
            @Override
            public String name() {
                return FlinkBatchRunner.NAME;
            }

            @Override
            public Set<Capability> capabilities() {
                return new FlinkBatchRunner().capabilities();
            }

            @Override
            public BoundedResult write(BoundedWork work, BoundedListener listener)
                    throws RunFailure, InterruptedException {
                return FlinkBatchRunner.write(work, cluster, configuration, listener);
            }
        };
    }
}
