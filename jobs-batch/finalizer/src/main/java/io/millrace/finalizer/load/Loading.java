package io.millrace.finalizer.load;

import io.millrace.finalizer.ledger.FileState;
import io.millrace.finalizer.ledger.Known;
import io.millrace.finalizer.ledger.Ledger;
import io.millrace.finalizer.ledger.LedgerFile;
import io.millrace.finalizer.ledger.LoadEntry;
import io.millrace.finalizer.ledger.RunName;
import io.millrace.finalizer.load.Inspection.Seen;
import io.millrace.finalizer.model.Batch;
import io.millrace.finalizer.model.BuildResult;
import io.millrace.finalizer.model.CheckFailed;
import io.millrace.finalizer.model.KeptKeys;
import io.millrace.finalizer.model.NewFile;
import io.millrace.finalizer.model.NotInPlace;
import io.millrace.finalizer.model.SqlModel;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.zones.run.RunMarker;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Loads one portion:
 *
 * <pre>
 * stage -> probe -> begin -> ledger -> model: dimensions, facts, marts, checks -> kept keys -> commit -> checkpoint
 * </pre>
 *
 * Dying anywhere leaves the warehouse as it was or as it should be.
 */
final class Loading {

    private final WorkingFile warehouse;
    private final SqlModel model;
    private final WarehouseLock lock;
    private final Inspection inspection;
    private final LakeKeys keys;
    private final Supplier<Optional<Instant>> published;
    private final Consumer<LoadStep> done;

    /** @param published tells when readers were last given a version */
    Loading(
            WorkingFile warehouse,
            SqlModel model,
            Tools tools,
            Supplier<Optional<Instant>> published,
            Consumer<LoadStep> done) {
        this.warehouse = warehouse;
        this.model = model;
        this.lock = tools.lock();
        this.inspection = tools.inspection();
        this.keys = tools.keys();
        this.published = published;
        this.done = done;
    }

    /**
     * What a portion came to.
     *
     * @param superseded how many loaded runs left
     * @param replaced loaded files that left for another run has taken their place
     */
    record Loaded(LoadEntry entry, BuildResult result, int superseded, List<CommittedFile> replaced) {}

    /** What is built of a batch. */
    private interface Building {
        BuildResult of(Connection connection, Batch batch) throws SQLException, CheckFailed;
    }

    /** Loads the portion and builds everything that it touches. */
    Loaded load(Portion portion, long number, long fence, Known known) throws RunFailure {
        return load(portion, number, fence, known, model::build);
    }

    /** Loads the portion into dimensions and facts alone; {@link #load} must follow before anything is published. */
    Loaded fill(Portion portion, long number, long fence, Known known) throws RunFailure {
        return load(
                portion, number, fence, known, (connection, batch) -> model.fill(connection, batch, model.tables()));
    }

    private Loaded load(Portion portion, long number, long fence, Known known, Building building) throws RunFailure {
        try {
            List<Seen> read = look(portion.read());
            LoadEntry entry = entry(portion, read.subList(0, portion.files().size()), number, fence);
            refuseOther(leaving(entry, read));
            Loaded loaded = transaction(entry, read, building);
            Ledger.remember(entry, known);
            warehouse.checkpoint();
            done.accept(LoadStep.CHECKPOINT);
            inspection.forget(read);
            return loaded;
        } catch (IOException e) {
            throw Failures.of("the files cannot be staged and probed", e);
        } catch (SQLException e) {
            throw Failures.of("the load cannot be written", e);
        }
    }

    /** Brings files that are loaded already into these tables, which hold none of their rows. */
    void refill(List<CommittedFile> files, Set<String> tables) throws RunFailure {
        try {
            List<NewFile> good = new ArrayList<>();
            List<Seen> staged = look(files);
            for (Seen seen : staged) {
                CommittedFile file = seen.file();
                if (!seen.verdict().trusted()) {
                    throw new RunFailure(
                            RunFailure.Kind.DATA,
                            file.path() + " was loaded once and cannot be read any more: "
                                    + seen.verdict().reason()
                                    + "\nthe warehouse stays as it is: bring the file back, or leave it out: finalize --rebuild");
                }
                good.add(newFile(seen));
            }
            Batch batch = new Batch(good, List.of(), List.of(), now(), 0, Optional.empty());
            takeKeys(new KeptKeys(warehouse.connection()));
            model.fill(warehouse.connection(), batch, tables);
            keepKeys(new KeptKeys(warehouse.connection()));
            warehouse.connection().commit();
            warehouse.checkpoint();
            done.accept(LoadStep.REFILL);
            inspection.forget(staged);
        } catch (IOException e) {
            throw Failures.of("the files cannot be staged and probed", e);
        } catch (SQLException e) {
            throw Failures.of("tables cannot be filled again", e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private List<Seen> look(List<CommittedFile> files) throws IOException {
        List<Seen> seen = inspection.of(files);
        done.accept(LoadStep.STAGE);
        done.accept(LoadStep.PROBE);
        return seen;
    }

    private static LoadEntry entry(Portion portion, List<Seen> files, long number, long fence) {
        Set<RunName> bad = new HashSet<>();
        for (Seen seen : files) {
            if (!seen.verdict().trusted() && seen.file().run() != null) {
                bad.add(new RunName(seen.file().dataset(), seen.file().run()));
            }
        }
        List<RunMarker> good = portion.runs().stream()
                .filter(marker -> !bad.contains(new RunName(marker.dataset(), marker.run())))
                .toList();
        return new LoadEntry(
                number,
                fence,
                now(),
                files.stream().map(seen -> line(seen, bad)).toList(),
                good,
                portion.outdated(),
                List.copyOf(bad),
                portion.replaced());
    }

    /** What leaves was read behind what comes. */
    private static List<Seen> leaving(LoadEntry entry, List<Seen> read) {
        return read.subList(entry.files().size(), read.size());
    }

    /** Rows are let go as they came: a file that is not what it was then tells nothing of them. */
    private static void refuseOther(List<Seen> leaving) {
        for (Seen seen : leaving) {
            if (!seen.verdict().trusted()) {
                throw new NotInPlace(
                        seen.file().path() + " was loaded, a run has taken its place, and it cannot be read any more: "
                                + seen.verdict().reason());
            }
        }
    }

    private static LedgerFile line(Seen seen, Set<RunName> bad) {
        CommittedFile file = seen.file();
        String reason = seen.verdict().reason();
        if (reason == null && bad.contains(new RunName(file.dataset(), file.run()))) {
            reason = "another file of its run is bad, and a run counts as a whole";
        }
        FileState state = reason == null ? FileState.LOADED : FileState.QUARANTINED;
        long rows = reason == null ? seen.verdict().rows() : 0;
        return new LedgerFile(file.dataset(), file.zone(), file.path(), file.run(), rows, file.bytes(), state, reason);
    }

    private Loaded transaction(LoadEntry entry, List<Seen> read, Building building) throws SQLException, RunFailure {
        Connection connection = warehouse.connection();
        done.accept(LoadStep.BEGIN);
        boolean committed = false;
        try {
            List<RunName> superseded = new Ledger(connection).record(entry);
            done.accept(LoadStep.LEDGER);
            takeKeys(new KeptKeys(connection));
            BuildResult result = building.of(connection, batch(entry, read, superseded, published.get()));
            keepKeys(new KeptKeys(connection));
            done.accept(LoadStep.BUILD);
            lock.check();
            connection.commit();
            committed = true;
            done.accept(LoadStep.COMMIT);
            List<CommittedFile> replaced =
                    leaving(entry, read).stream().map(Seen::file).toList();
            return new Loaded(entry, result, superseded.size(), replaced);
        } catch (CheckFailed e) {
            throw new RunFailure(Kind.DATA, CheckText.of(e), e);
        } finally {
            if (!committed) {
                rollback(connection);
            }
        }
    }

    private void takeKeys(KeptKeys kept) throws SQLException, RunFailure {
        try {
            if (kept.restore(keys.read()) && model.isNumberedOtherwise(warehouse.connection())) {
                throw new RunFailure(
                        RunFailure.Kind.TRY_AGAIN,
                        "another warehouse of this lake was first to number some keys that this one has numbered too\n"
                                + "run it again: this one is then built again from the zones, with the numbers of the other");
            }
        } catch (IOException e) {
            throw Failures.of("the keys that the lake keeps cannot be read", e);
        }
    }

    /** Before the commit: a key that is kept and not used harms nobody, one that is used and not kept would. */
    private void keepKeys(KeptKeys kept) throws SQLException, RunFailure {
        try {
            keys.keep(kept.all());
        } catch (FileAlreadyExistsException e) {
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "another warehouse of this lake has kept keys at the same time; nothing was loaded\n"
                            + "run it again: it takes over what the other has kept",
                    e);
        } catch (IOException e) {
            throw Failures.of("keys cannot be kept in the lake", e);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The engine has rolled back by itself, or is invalid, which the failure that led here says.
        }
    }

    private static Batch batch(
            LoadEntry entry, List<Seen> read, List<RunName> superseded, Optional<Instant> published) {
        List<NewFile> good = new ArrayList<>();
        for (int index = 0; index < entry.files().size(); index++) {
            if (entry.files().get(index).state() == FileState.LOADED) {
                good.add(newFile(read.get(index)));
            }
        }
        List<NewFile> leaving =
                leaving(entry, read).stream().map(Loading::newFile).toList();
        List<Batch.Superseded> runs = superseded.stream()
                .map(run -> new Batch.Superseded(run.dataset(), run.run()))
                .toList();
        return new Batch(good, runs, leaving, entry.at(), entry.load(), published);
    }

    private static NewFile newFile(Seen seen) {
        CommittedFile file = seen.file();
        return new NewFile(file.dataset(), file.zone(), seen.local(), file.path(), file.run());
    }
}
