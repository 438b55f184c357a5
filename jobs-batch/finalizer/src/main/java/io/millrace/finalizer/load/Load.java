package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.Ledger;
import io.millrace.finalizer.ledger.Ledger.Retry;
import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.finalizer.model.KeptKey;
import io.millrace.finalizer.model.KeptKeys;
import io.millrace.finalizer.model.ModelChange;
import io.millrace.finalizer.model.SqlModel;
import io.millrace.finalizer.probe.Prober;
import io.millrace.finalizer.publish.Published;
import io.millrace.finalizer.publish.Publisher;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.Version;
import io.millrace.zones.Lake;
import io.millrace.zones.file.Storage;
import io.millrace.zones.file.ZoneFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
        // Its process starts while the SQL is read and the working file opens.
        try (Prober prober = new Prober(request.plans())) {
            return new Load(request, listener, model(request.sql())).run(prober);
        } catch (IOException e) {
            throw Failures.of("files cannot be probed", e);
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
        WorkingFile warehouse =
                working.isPresent() ? following(working.get(), tools) : begun(WorkingFile.begin(request.place()));
        try {
            Cycle cycle = new Cycle(warehouse, tools);
            LoadSummary summary = working.isPresent() ? loadOrPublish(cycle) : cycle.load();
            if (working.isEmpty()) {
                warehouse = install(warehouse, tools);
                cycle = new Cycle(warehouse, tools);
            }
            summary = cycle.publish(summary);
            listener.loaded(summary);
            return request.every().isPresent()
                    ? follow(cycle, summary, request.every().get())
                    : summary;
        } catch (SQLException e) {
            throw Failures.of("the warehouse cannot be read", e);
        } finally {
            warehouse.close();
        }
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
                new Cycle(copy, tools).refill(changes);
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
            boolean otherwise = isNumberedOtherwise(working, tools.keys());
            if (!otherwise && !isOutdated(working, tools.scan())) {
                return Optional.of(working);
            }
            working.close();
            again(
                    otherwise
                            ? "another warehouse of this lake was first to number some keys"
                            : "records that it has loaded were judged anew");
        } catch (Unusable e) {
            again("the working file " + e.getMessage() + "; it is kept as " + WorkingFile.setAside(request.place()));
        }
        return Optional.empty();
    }

    private void again(String why) {
        listener.notice(why + "; the warehouse is built again from the zones, while the version published last goes on"
                + " serving");
    }

    private static boolean isOutdated(WorkingFile working, LakeScan scan) throws RunFailure, IOException {
        try {
            boolean outdated = scan.isOutdated(new Ledger(working.connection()).known(Retry.NOTHING));
            working.connection().commit();
            return outdated;
        } catch (SQLException e) {
            throw Failures.of("the ledger cannot be read", e);
        }
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

    /** When a portion fails, those before it are good: they are published before the failure is told. */
    private static LoadSummary loadOrPublish(Cycle cycle) throws RunFailure, SQLException {
        try {
            return cycle.load();
        } catch (RunFailure e) {
            if (e.kind() == Kind.DATA && cycle.continues) {
                cycle.publish(new Tally().summary(OptionalLong.empty(), 0));
            }
            throw e;
        }
    }

    private LoadSummary follow(Cycle cycle, LoadSummary first, Duration every) throws RunFailure, SQLException {
        LoadSummary last = first;
        try {
            while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                LoadSummary summary = loadOrPublish(cycle);
                if (summary.files() > 0 || !summary.quarantined().isEmpty() || summary.supersededRuns() > 0) {
                    last = cycle.publish(summary);
                    listener.loaded(last);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    /** Loads what is new, again and again, into one working file. */
    private final class Cycle {
        private final WorkingFile warehouse;
        private final Tools tools;
        private final long fence;
        private final Ledger ledger;
        private final Known known;
        private final Loading loading;
        private final Publisher publisher;
        /** Whether it holds all that is published; one that is built again does not yet. */
        private final boolean continues;

        private long lastLoad;
        /** Whether it must be built even if there is nothing to load: files of SQL have changed, or facts were filled. */
        private boolean stale;

        Cycle(WorkingFile warehouse, Tools tools) throws RunFailure, SQLException, IOException {
            this.warehouse = warehouse;
            this.tools = tools;
            this.ledger = new Ledger(warehouse.connection());
            this.fence = Math.max(tools.lock().fence(), ledger.lastFence() + 1);
            this.known = ledger.known(request.quarantine() == Quarantine.RETRY ? Retry.QUARANTINED : Retry.NOTHING);
            this.loading = new Loading(warehouse, model, tools, this::lastPublished, listener::done);
            this.publisher =
                    new Publisher(request.place().folder(), request.keep(), tools.lock()::check, listener::done);
            this.continues = ledger.lastLoad() >= publishedNumber().orElse(0);
            this.stale = isStale();
            // Numbers rise even when the warehouse is built again from nothing: versions are named by them.
            this.lastLoad = Math.max(
                    ledger.lastLoad(),
                    published.versions().stream()
                            .mapToLong(Version::number)
                            .max()
                            .orElse(0));
        }

        private boolean isStale() throws SQLException {
            return model.isBuilt(warehouse.connection())
                    ? !model.changes(warehouse.connection()).isEmpty()
                    : ledger.lastLoad() > 0;
        }

        /** Loads every portion. When one fails, those before it stand. */
        LoadSummary load() throws RunFailure {
            Tally tally = new Tally();
            try {
                if (tools.scan().isOutdated(known)) {
                    throw new RunFailure(
                            Kind.TRY_AGAIN,
                            "records that the warehouse has loaded were judged anew: run it again, it is then built"
                                    + " again from the zones");
                }
                List<Portion> portions = tools.scan().unknown(known);
                listener.done(LoadStep.LIST);
                tools.inspection().expect(portions.stream().map(Portion::files).toList());
                // What nobody can read yet needs its marts and checks once, at the end.
                boolean unread = portions.size() > 1 && !model.isBuilt(warehouse.connection());
                for (Portion portion : portions) {
                    Portion rest = portion.given(known);
                    tally.add(
                            unread
                                    ? loading.fill(rest, lastLoad + 1, fence, known)
                                    : loading.load(rest, lastLoad + 1, fence, known));
                    lastLoad++;
                    stale = unread;
                }
                if (stale) {
                    build(tally);
                }
                return tally.summary(publishedNumber(), ledger.quarantined());
            } catch (IOException e) {
                throw Failures.of("the lake cannot be listed", e);
            } catch (SQLException e) {
                throw Failures.of("the ledger cannot be read", e);
            }
        }

        private void build(Tally tally) throws RunFailure {
            tally.add(loading.load(Portion.NOTHING, lastLoad + 1, fence, known));
            lastLoad++;
            stale = false;
        }

        /** Fills what has changed with every file that is loaded, and builds what depends on it. */
        void refill(List<ModelChange> changes) throws RunFailure, SQLException, IOException {
            Set<String> tables = changes.stream().map(ModelChange::object).collect(Collectors.toSet());
            List<CommittedFile> files = new ArrayList<>();
            for (LedgerFile file : ledger.loaded()) {
                if (model.reads(tables, file.dataset())) {
                    files.add(CommittedFile.of(file, request.lake()));
                }
            }
            model.forget(warehouse.connection(), changes);
            warehouse.connection().commit();
            List<List<CommittedFile>> portions = Portion.cut(files);
            tools.inspection().expect(portions);
            for (List<CommittedFile> portion : portions) {
                loading.refill(portion, tables);
            }
            build(new Tally());
        }

        /** Publishes what is committed, unless it is published already. */
        LoadSummary publish(LoadSummary summary) throws RunFailure, SQLException {
            long number = ledger.lastLoad();
            try {
                if (number > 0 && !stale && publishedNumber().orElse(0) != number) {
                    publisher.publish(warehouse.channel(), number);
                }
                return summary.published(publishedNumber());
            } catch (IOException e) {
                throw Failures.of("version " + number + " cannot be published", e);
            }
        }

        private Optional<Instant> lastPublished() {
            try {
                return published.current().map(Version::published);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private OptionalLong publishedNumber() throws IOException {
            Optional<Version> current = published.current();
            return current.isPresent() ? OptionalLong.of(current.get().number()) : OptionalLong.empty();
        }
    }
}
