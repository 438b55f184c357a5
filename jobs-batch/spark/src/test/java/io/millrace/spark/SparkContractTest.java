package io.millrace.spark;

import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.testkit.contract.RunnerContract;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Spark does what every runner does: as it is started for a run, but in a session that all runs share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SparkContractTest extends RunnerContract {

    private SparkSession session;

    @BeforeAll
    void start(@TempDir Path scratch) {
        session = SparkSession.builder()
                .config(SparkSettings.of("contract", 2, scratch))
                .getOrCreate();
    }

    @AfterAll
    void stop() {
        session.stop();
    }

    @Override
    protected BoundedRunner runner() {
        return new BoundedRunner() {
            @Override
            public String name() {
                return SparkRunner.NAME;
            }

            @Override
            public Set<Capability> capabilities() {
                return new SparkRunner().capabilities();
            }

            @Override
            public BoundedResult write(BoundedWork work, BoundedListener listener)
                    throws RunFailure, InterruptedException {
                return SparkRunner.write(work, session, listener);
            }
        };
    }
}
