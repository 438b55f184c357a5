package io.millrace.bench.warehouse;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener.StopHandle;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.WarehousePlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One load as the command does it, and how long each of its steps took. */
final class TimedLoad implements LoadListener {

    private final Map<LoadStep, Long> nanos = new EnumMap<>(LoadStep.class);
    private long last = System.nanoTime();
    private LoadSummary summary;

    private TimedLoad() {}

    static TimedLoad run(WarehousePlace place, Path lake, Path sql, Plan plan, LoadRequest.From from)
            throws RunFailure {
        TimedLoad load = new TimedLoad();
        load.summary = new DuckWarehouse()
                .load(
                        new LoadRequest(
                                place,
                                lake.toUri(),
                                sql,
                                List.of(plan),
                                from,
                                LoadRequest.Quarantine.LEAVE,
                                LoadRequest.Holder.RESPECT,
                                new LoadRequest.Keep(1, Duration.ZERO),
                                Optional.empty()),
                        load);
        return load;
    }

    LoadSummary summary() {
        return summary;
    }

    double seconds() {
        return nanos.values().stream().mapToLong(Long::longValue).sum() / 1e9;
    }

    /** From the commit that is in the file to the pointer that names its copy. */
    double publishSeconds() {
        return seconds(LoadStep.COPY) + seconds(LoadStep.SYNC) + seconds(LoadStep.POINT);
    }

    double seconds(LoadStep step) {
        return nanos.getOrDefault(step, 0L) / 1e9;
    }

    @Override
    public void started(StopHandle stop) {}

    @Override
    public void done(LoadStep step) {
        long now = System.nanoTime();
        nanos.merge(step, now - last, Long::sum);
        last = now;
    }

    @Override
    public void loaded(LoadSummary done) {}

    @Override
    public void notice(String message) {
        System.err.println(message);
    }
}
