package io.millrace.finalizer;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener.StopHandle;
import io.millrace.pipeline.warehouse.FailedCheck;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Holder;
import io.millrace.pipeline.warehouse.LoadRequest.Keep;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.ModelPlan;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.RowSink;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A warehouse as the command uses it. */
public final class TestWarehouse {

    private final Path lake;
    private final Path folder;
    private final Path sql;
    public final List<String> notices = new ArrayList<>();
    public final List<LoadStep> steps = new ArrayList<>();

    public TestWarehouse(Path lake, Path folder, Path sql) {
        this.lake = lake;
        this.folder = folder;
        this.sql = sql;
    }

    public LoadSummary load() throws RunFailure {
        return load(From.WORKING_FILE, Quarantine.LEAVE);
    }

    public LoadSummary load(From from, Quarantine quarantine) throws RunFailure {
        return new DuckWarehouse().load(request(from, quarantine, Optional.empty()), new Listener(loads -> false));
    }

    /** Loads again and again, until it is told that this was enough; what it is told may do something in between. */
    public void follow(Duration every, AfterLoad after) throws RunFailure {
        new DuckWarehouse().load(request(From.WORKING_FILE, Quarantine.LEAVE, Optional.of(every)), new Listener(after));
    }

    /** Is told how many loads have found something; says whether that was enough. */
    public interface AfterLoad {
        boolean of(int loads) throws IOException;
    }

    public LoadRequest request(From from, Quarantine quarantine, Optional<Duration> every) {
        return new LoadRequest(
                place(),
                lake.toUri(),
                sql,
                List.of(TestLake.plan("transactions")),
                from,
                quarantine,
                Holder.RESPECT,
                new Keep(3, Duration.ZERO),
                every);
    }

    public WarehousePlace place() {
        return new WarehousePlace(folder, "256MB", 2, Optional.empty());
    }

    public ModelPlan plan() throws RunFailure {
        return new DuckWarehouse().plan(place(), sql);
    }

    public List<FailedCheck> check() throws RunFailure {
        return new DuckWarehouse().check(place(), sql);
    }

    /** The number of the newest version. */
    public long lastVersion() throws RunFailure {
        return new DuckWarehouse().versions(place()).get(0).number();
    }

    public Path folder() {
        return folder;
    }

    /** The newest version's answer, the values of a row joined by a bar. */
    public List<String> ask(String sql) throws RunFailure {
        return ask(sql, new QueryRequest.At.Newest());
    }

    public List<String> ask(String sql, QueryRequest.At at) throws RunFailure {
        List<String> rows = new ArrayList<>();
        new DuckWarehouse().query(new QueryRequest(place(), sql, at, 0, Duration.ofSeconds(60)), new RowSink() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public void row(String[] values) {
                rows.add(String.join("|", values));
            }

            @Override
            public void end(boolean more) {}
        });
        return rows;
    }

    private final class Listener implements LoadListener {
        private final AfterLoad after;
        private StopHandle handle;
        private int loads;

        Listener(AfterLoad after) {
            this.after = after;
        }

        @Override
        public void started(StopHandle stop) {
            handle = stop;
        }

        @Override
        public void done(LoadStep step) {
            steps.add(step);
        }

        @Override
        public void loaded(LoadSummary summary) {
            try {
                if (after.of(++loads)) {
                    handle.stop();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void notice(String message) {
            notices.add(message);
        }
    }
}
