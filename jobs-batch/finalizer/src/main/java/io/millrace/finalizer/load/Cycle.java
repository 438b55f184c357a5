package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.Ledger;
import io.millrace.finalizer.ledger.Ledger.Retry;
import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.finalizer.model.ModelChange;
import io.millrace.finalizer.model.NotInPlace;
import io.millrace.finalizer.model.SqlModel;
import io.millrace.finalizer.publish.Published;
import io.millrace.finalizer.publish.Publisher;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Loads what is new, again and again, into one working file. */
final class Cycle {

    /** Of so few rows, handing work from one thread to another costs more than it gains: who waits for it spins. */
    private static final long BYTES_OF_ONE_THREAD = 8L << 20;

    private final LoadRequest request;
    private final SqlModel model;
    private final WorkingFile warehouse;
    private final Tools tools;
    private final Published published;
    private final long fence;
    private final Consumer<LoadStep> done;
    private final Ledger ledger;
    private final Known known;
    private final Loading loading;
    private final Publisher publisher;
    /** Whether it holds all that is published; one that is built again does not yet. */
    private final boolean continues;

    private long lastLoad;
    /** Whether it must be built even if there is nothing to load: files of SQL have changed, or facts were filled. */
    private boolean stale;

    Cycle(LoadRequest request, LoadListener listener, SqlModel model, WorkingFile warehouse, Tools tools)
            throws RunFailure, SQLException, IOException {
        this.request = request;
        this.model = model;
        this.warehouse = warehouse;
        this.tools = tools;
        this.published = new Published(request.place().folder());
        this.done = listener::done;
        this.ledger = new Ledger(warehouse.connection());
        this.fence = Math.max(tools.lock().fence(), ledger.lastFence() + 1);
        this.known = ledger.known(request.quarantine() == Quarantine.RETRY ? Retry.QUARANTINED : Retry.NOTHING);
        if (request.every().isPresent()) {
            LakeScan arriving = tools.scan().beside();
            tools.inspection()
                    .watch(() -> arriving.arrived(known), request.every().get());
        }
        this.loading = new Loading(warehouse, model, tools, this::lastPublished, done);
        this.publisher = new Publisher(request.place().folder(), request.keep(), tools.lock()::check, done);
        this.continues = ledger.lastLoad() >= publishedNumber().orElse(0);
        this.stale = isStale();
        // Numbers rise even when the warehouse is built again from nothing: versions are named by them.
        this.lastLoad = Math.max(
                ledger.lastLoad(),
                published.versions().stream().mapToLong(Version::number).max().orElse(0));
    }

    private boolean isStale() throws SQLException {
        return model.isBuilt(warehouse.connection())
                ? !model.changes(warehouse.connection()).isEmpty()
                : ledger.lastLoad() > 0;
    }

    /**
     * Loads every portion. When one fails, those before it stand.
     *
     * @throws NotInPlace if only a build from the zones can bring the warehouse in line
     */
    LoadSummary load() throws RunFailure {
        Tally tally = new Tally();
        try {
            List<Portion> portions = tools.scan().unknown(known);
            done.accept(LoadStep.LIST);
            expect(portions);
            // What nobody can read yet needs its marts and checks once, at the end.
            boolean unread = portions.size() > 1 && !model.isBuilt(warehouse.connection());
            for (Portion portion : portions) {
                Portion rest = asOfNow(portion);
                warehouse.expect(
                        stale || unread || rest.bytes() > BYTES_OF_ONE_THREAD
                                ? request.place().threads()
                                : 1);
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

    private void expect(List<Portion> portions) throws SQLException, IOException {
        List<List<CommittedFile>> files = new ArrayList<>();
        for (Portion portion : portions) {
            files.add(asOfNow(portion).read());
        }
        tools.inspection().expect(files);
    }

    /** What is left of a portion after everything that was loaded until now, and what leaves when it comes. */
    private Portion asOfNow(Portion portion) throws SQLException {
        Portion rest = portion.given(known);
        return rest.leaving(ledger.loaded(rest.replaced()).stream()
                .map(file -> CommittedFile.of(file, request.lake()))
                .toList());
    }

    /** Loads every portion; when one fails, those before it are published before the failure is told. */
    LoadSummary loadOrPublish() throws RunFailure, SQLException {
        try {
            return load();
        } catch (RunFailure e) {
            if (e.kind() == Kind.DATA && continues) {
                publish(new Tally().summary(OptionalLong.empty(), 0));
            }
            throw e;
        }
    }

    private void build(Tally tally) throws RunFailure, SQLException {
        warehouse.expect(request.place().threads());
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
        List<List<CommittedFile>> portions = Portion.cut(files, Portion.INTO_NOTHING);
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

    /** Looks at nothing more until the next load. */
    void rest() throws RunFailure {
        try {
            tools.inspection().rest();
        } catch (IOException e) {
            throw Failures.of("new files cannot be staged and probed", e);
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
