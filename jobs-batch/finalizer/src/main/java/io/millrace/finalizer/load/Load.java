package io.millrace.finalizer.load;

import io.millrace.finalizer.model.KeptKey;
import io.millrace.finalizer.model.KeptKeys;
import io.millrace.finalizer.model.ModelChange;
import io.millrace.finalizer.model.NotInPlace;
import io.millrace.finalizer.model.SqlModel;
import io.millrace.finalizer.probe.Prober;
import io.millrace.finalizer.publish.Published;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.Version;
import io.millrace.zones.Lake;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * From the zones to a published version:
 *
 * <pre>
 * lock -> open -> list -> (a portion: stage -> probe -> one transaction -> checkpoint)* -> copy -> sync -> point -> collect
 * </pre>
 */
public final class Load {

    private final LoadRequest request;
    private final LoadListener listener;
    private final SqlModel model;
    private final Published published;
    private final CountDownLatch stop = new CountDownLatch(1);

    private Load(LoadRequest request, LoadListener listener, SqlModel model) {
        this.request = request;
        this.listener = listener;
        this.model = model;
        this.published = new Published(request.place().folder());
    }

    /** Does what the request asks for; the listener is told of each step. */
    public static LoadSummary run(LoadRequest request, LoadListener listener) throws RunFailure {
        try (Prober prober = new Prober(request.plans())) {
            return new Load(request, listener, model(request.sql())).run(prober);
        }
    }

    private static SqlModel model(Path sql) throws RunFailure {
        try {
            return SqlModel.read(sql);
        } catch (IOException e) {
            throw new RunFailure(Kind.USAGE, "the SQL in " + sql + " cannot be read: " + e.getMessage(), e);
        }
    }

    private LoadSummary run(Prober prober) throws RunFailure {
        ZoneFiles files = Storage.of(request.lake());
        try (WarehouseLock lock = WarehouseLock.take(request.place().folder(), request.holder())) {
            listener.done(LoadStep.LOCK);
            listener.started(stop::countDown);
            return run(files, lock, prober);
        } catch (IOException e) {
            throw Failures.of("the load cannot end in good order", e);
        }
    }

    private LoadSummary run(ZoneFiles files, WarehouseLock lock, Prober prober) throws RunFailure, IOException {
        List<String> datasets =
                request.plans().stream().map(plan -> plan.dataset()).toList();
        Lake lake = new Lake(request.lake());
        Tools tools = new Tools(
                lock,
                new LakeScan(lake, datasets, files, listener::notice),
                new Inspection(
                        new Staging(request.place().folder().resolve("work").resolve("staging"), files),
                        prober,
                        request.place().threads()),
                new LakeKeys(files, lake));
        Optional<WorkingFile> working = request.from() == From.ZONES ? Optional.empty() : asItIs(tools);
        listener.done(LoadStep.OPEN);
        if (working.isEmpty()) {
            return anew(tools);
        }
        try {
            return goOn(following(working.get(), tools), tools);
        } catch (NotInPlace e) {
            again(e.getMessage());
            // Another scan: the one that has listed the lake leaves out what it has seen.
            return anew(tools.scanning(new LakeScan(lake, datasets, files, listener::notice)));
        }
    }

    /** Loads what is new into a warehouse that is there. */
    private LoadSummary goOn(WorkingFile warehouse, Tools tools) throws RunFailure, IOException {
        try {
            Cycle cycle = cycle(warehouse, tools);
            return publish(cycle, cycle.loadOrPublish());
        } catch (SQLException e) {
            throw Failures.of("the warehouse cannot be read", e);
        } finally {
            warehouse.close();
        }
    }

    /** Loads everything into a new warehouse, which then takes the place of the one that is there. */
    private LoadSummary anew(Tools tools) throws RunFailure, IOException {
        WorkingFile warehouse = begun(WorkingFile.begin(request.place()));
        try {
            LoadSummary summary = cycle(warehouse, tools).load();
            warehouse = install(warehouse, tools);
            return publish(cycle(warehouse, tools), summary);
        } catch (NotInPlace e) {
            throw tryAgain(e);
        } catch (SQLException e) {
            throw Failures.of("the warehouse cannot be read", e);
        } finally {
            warehouse.close();
        }
    }

    private LoadSummary publish(Cycle cycle, LoadSummary loaded) throws RunFailure, SQLException {
        LoadSummary summary = cycle.publish(loaded);
        listener.loaded(summary);
        return request.every().isPresent()
                ? follow(cycle, summary, request.every().get())
                : summary;
    }

    private Cycle cycle(WorkingFile warehouse, Tools tools) throws RunFailure, SQLException, IOException {
        return new Cycle(request, listener, model, warehouse, tools);
    }

    private WorkingFile install(WorkingFile built, Tools tools) throws RunFailure {
        tools.lock().check();
        return WorkingFile.install(built, request.place(), listener::done);
    }

    /** An empty file that knows what readers know. */
    private WorkingFile begun(WorkingFile empty) throws RunFailure, IOException {
        Optional<Version> current = published.current();
        if (current.isPresent()) {
            try {
                empty.outsideTransactions(
                        connection -> model.carry(connection, current.get().file()));
            } catch (SQLException e) {
                listener.notice("version " + current.get().number() + " cannot be compared with: " + e.getMessage());
            }
        }
        return empty;
    }

    /**
     * The working file, after dimensions and facts whose SQL has changed were filled from the zones again: in a copy, so
     * that it is done as a whole or not at all.
     */
    private WorkingFile following(WorkingFile working, Tools tools) throws RunFailure, IOException {
        try {
            List<ModelChange> changes = model.changes(working.connection()).stream()
                    .filter(ModelChange::needsZones)
                    .toList();
            working.connection().commit();
            if (changes.isEmpty()) {
                return working;
            }
            listener.notice(
                    changes.stream().map(ModelChange::toString).collect(Collectors.joining("\n"))
                            + "\nwhat depends on it is filled from the zones again, while the version published last goes on serving");
            WorkingFile copy = WorkingFile.branch(working, request.place());
            listener.done(LoadStep.BRANCH);
            try {
                cycle(copy, tools).refill(changes);
            } catch (SQLException | RunFailure | IOException | RuntimeException e) {
                copy.close();
                throw e;
            }
            return install(copy, tools);
        } catch (SQLException e) {
            throw Failures.of("tables cannot be filled again", e);
        }
    }

    /** The working file as it stands; empty when it must be built again. */
    private Optional<WorkingFile> asItIs(Tools tools) throws RunFailure, IOException {
        try {
            WorkingFile working = WorkingFile.open(request.place());
            if (!isNumberedOtherwise(working, tools.keys())) {
                return Optional.of(working);
            }
            working.close();
            again("another warehouse of this lake was first to number some keys");
        } catch (Unusable e) {
            again("the working file " + e.getMessage() + "; it is kept as " + WorkingFile.setAside(request.place()));
        }
        return Optional.empty();
    }

    private void again(String why) {
        listener.notice(why + "; the warehouse is built again from the zones, while the version published last goes on"
                + " serving");
    }

    private boolean isNumberedOtherwise(WorkingFile working, LakeKeys keys) throws RunFailure {
        try {
            Set<KeptKey> kept = keys.read();
            if (kept.isEmpty()) {
                return false;
            }
            new KeptKeys(working.connection()).restore(kept);
            boolean otherwise = model.isNumberedOtherwise(working.connection());
            working.connection().commit();
            return otherwise;
        } catch (IOException | SQLException e) {
            throw Failures.of("the keys that the lake keeps cannot be compared", e);
        }
    }

    private LoadSummary follow(Cycle cycle, LoadSummary first, Duration every) throws RunFailure, SQLException {
        LoadSummary last = first;
        try {
            cycle.rest();
            long begun = System.nanoTime();
            while (!stop.await(begun + every.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                begun = System.nanoTime();
                LoadSummary summary = next(cycle);
                if (summary.files() > 0
                        || !summary.quarantined().isEmpty()
                        || summary.supersededRuns() > 0
                        || summary.replacedFiles() > 0) {
                    last = cycle.publish(summary);
                    listener.loaded(last);
                }
                cycle.rest();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    private static LoadSummary next(Cycle cycle) throws RunFailure, SQLException {
        try {
            return cycle.loadOrPublish();
        } catch (NotInPlace e) {
            throw tryAgain(e);
        }
    }

    private static RunFailure tryAgain(NotInPlace e) {
        return new RunFailure(
                Kind.TRY_AGAIN, e.getMessage() + "\nrun it again: the warehouse is then built again from the zones", e);
    }
}
