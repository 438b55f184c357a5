package io.millrace.stream;

import io.millrace.flink.cluster.Causes;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.ExceptionUtils;

/** Runs datasets from Kafka to the zones on a Flink cluster in this JVM. */
public final class FlinkStreamRunner implements Runner {

    static final String NAME = "flink-stream";

    /** How long a run waits for a broker that is away when it starts. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Duration patience;

    public FlinkStreamRunner() {
        this(PATIENCE);
    }

    public FlinkStreamRunner(Duration patience) {
        this(Path.of(System.getProperty("millrace.home", ".")), patience);
    }

    /** With the configuration of that installation. */
    FlinkStreamRunner(Path home, Duration patience) {
        this.home = home;
        this.patience = patience;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** RocksDB spills, and a checkpoint is what a stream goes on from; what the lake held before the stream it does not ask. */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.KEEP_FIRST,
                Capability.KEEP_LAST,
                Capability.MASKS,
                Capability.SPILLS,
                Capability.RESUMES,
                Capability.SEALS);
    }

    @Override
    public RunSummary run(RunRequest request, RunListener listener) throws RunFailure {
        try (StreamRun run = new StreamRun(request, listener, home, patience)) {
            return run.execute();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "the run was interrupted; the next one goes on from its last checkpoint",
                    e);
        } catch (ExecutionException | IOException e) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL,
                    "the run failed: " + Causes.innermost(ExceptionUtils.stripExecutionException(e)),
                    e);
        }
    }
}
