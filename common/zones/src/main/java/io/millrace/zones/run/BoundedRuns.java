package io.millrace.zones.run;

import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.input.InputListing;
import io.millrace.zones.input.UnreadableInput;
import io.millrace.zones.run.RunMarker.RunInput;
import io.millrace.zones.run.RunMarker.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out bounded runs: the same life for every engine. A run counts as a whole or not at all, however its process
 * ends; whoever runs the same again is told that nothing is new.
 *
 * <pre>
 *   list ─► choose ─► stage (engine) ─► prove ─► publish ─► marker
 * </pre>
 */
public final class BoundedRuns {

    private final RunPlace place;
    private final BoundedRunner runner;

    public BoundedRuns(RunPlace place, BoundedRunner runner) {
        this.place = place;
        this.runner = runner;
    }

    /** Runs to the end. Blocks; gives up when its thread is interrupted. */
    public RunEnd run(RunOrder order, BoundedListener listener) throws RunFailure, InterruptedException {
        return guarded(order.plan(), order.maskKeys(), () -> {
            List<InputFile> asked = InputListing.of(order.inputs(), order.date());
            try (Staging staging = staging(order.plan())) {
                return run(order, asked, staging, listener);
            }
        });
    }

    /** Judges records of the raw zone anew. Blocks; gives up when its thread is interrupted. */
    public RunEnd reprocess(ReprocessOrder order, BoundedListener listener) throws RunFailure, InterruptedException {
        return guarded(order.plan(), order.maskKeys(), () -> {
            try (Staging staging = staging(order.plan())) {
                LakeView view = swept(staging, order.plan(), listener);
                return new Reprocessing(place, runner, order, view, staging).run(listener);
            }
        });
    }

    /** Says what a run would read, and how long that takes. Changes nothing. */
    public Preview preview(RunOrder order) throws RunFailure, InterruptedException {
        return guarded(order.plan(), order.maskKeys(), () -> {
            LakeView view = view(order.plan());
            InputChoice choice = InputChoice.of(InputListing.of(order.inputs(), order.date()), view, order.repeat());
            return new Previewing(view).of(choice, new Judge(order.plan(), order.maskKeys()));
        });
    }

    /** Says what judging anew would change. Reads everything, and changes nothing. */
    public Preview preview(ReprocessOrder order) throws RunFailure, InterruptedException {
        return guarded(order.plan(), order.maskKeys(), () -> new Previewing(view(order.plan())).of(order));
    }

    private LakeView view(Plan plan) throws IOException {
        return LakeView.read(place.zones(), place.lake(), plan.dataset());
    }

    private interface Life<T> {
        T lived() throws RunFailure, IOException, InterruptedException;
    }

    private <T> T guarded(Plan plan, List<MaskKey> maskKeys, Life<T> life) throws RunFailure, InterruptedException {
        try {
            check(plan, maskKeys);
            return life.lived();
        } catch (UnreadableInput e) {
            throw new RunFailure(RunFailure.Kind.DATA, e.getMessage() + ". Nothing of the run counts.", e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
            }
            throw new RunFailure(
                    isFull(e) ? RunFailure.Kind.TRY_AGAIN : RunFailure.Kind.INTERNAL,
                    "the run failed, and nothing of it counts: " + e.getMessage(),
                    e);
        }
    }

    private static boolean isFull(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("No space left on device");
    }

    private static void check(Plan plan, List<MaskKey> maskKeys) throws RunFailure {
        if (plan.contract().masksFields() && maskKeys.isEmpty()) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "the contract of " + plan.dataset() + " masks fields, and there is no masking key");
        }
    }

    private Staging staging(Plan plan) throws RunFailure, IOException {
        return runner.worksElsewhere() && !place.isLocal()
                ? Staging.takeInStore(place, plan.dataset(), owner())
                : Staging.take(place, plan.dataset(), owner());
    }

    private String owner() {
        return runner.name() + ", process " + ProcessHandle.current().pid() + ", since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private RunEnd run(RunOrder order, List<InputFile> asked, Staging staging, BoundedListener listener)
            throws RunFailure, IOException, InterruptedException {
        LakeView view = swept(staging, order.plan(), listener);
        InputChoice choice = InputChoice.of(asked, view, order.repeat());
        if (choice.chosen().isEmpty()) {
            return new RunEnd.NothingNew(asked.size(), choice.readBy());
        }
        if (choice.passedOver() > 0) {
            listener.notice(
                    choice.passedOver() + " of " + asked.size() + " files were read by earlier runs; reading the other "
                            + choice.chosen().size());
        }
        Requirements.check(runner, order.plan(), choice.chosen());
        FirstLines.complaint(choice.chosen(), new Judge(order.plan(), order.maskKeys()))
                .ifPresent(listener::notice);
        return stage(order, view, choice, staging, listener);
    }

    private LakeView swept(Staging staging, Plan plan, BoundedListener listener) throws RunFailure, IOException {
        LakeView view = view(plan);
        Staging.Swept swept = staging.sweep(view);
        if (swept.files() == 0) {
            return view;
        }
        listener.notice("swept " + swept.files() + " files that a run which died had left");
        return view(plan);
    }

    private RunEnd stage(RunOrder order, LakeView view, InputChoice choice, Staging staging, BoundedListener listener)
            throws RunFailure, IOException, InterruptedException {
        long begun = System.nanoTime();
        SeenInputs seen = SeenInputs.of(choice.chosen());
        Path scratch = Path.of(staging.scratch());
        LocalCopies copies = LocalCopies.of(runner, scratch.resolve("copies"));
        BoundedInput.Files input = new BoundedInput.Files(copies.inputs(choice.chosen()));
        List<ZoneFile> held = held(view, choice.replaced());
        if (!held.isEmpty() && !runner.capabilities().contains(Capability.HELD_KEYS)) {
            listener.notice(
                    "the runner " + runner.name() + " does not look at the keys that the lake holds already: a"
                            + " record that repeats one is clean here, and booked as a duplicate by the load into the warehouse");
        }
        BoundedWork work = new BoundedWork(
                order.plan(),
                order.maskKeys(),
                input,
                copies.files(held).stream().map(ZoneFile::uri).toList(),
                staging.begin(),
                Files.createDirectories(scratch.resolve("engine")).toUri(),
                order.resources());
        try (InputWitness witness = InputWitness.start(seen, input.files())) {
            BoundedResult result = runner.write(work, listener);
            List<StagedFile> files = staging.staged();
            List<RunInput> inputs = witness.inputs();
            long records = inputs.stream().mapToLong(RunInput::records).sum();
            new Proof(result.counts(), files).check(input, records, 0);
            RunMarker marker = marker(order, view, choice, result.counts(), inputs);
            Commit commit = new Commit(place, staging);
            return new RunEnd.Committed(commit.of(marker, files, begun, Optional.empty()), result, choice.passedOver());
        }
    }

    private List<ZoneFile> held(LakeView view, List<RunMarker> replaced) throws IOException {
        Set<String> gone = new HashSet<>();
        replaced.forEach(marker -> marker.files().forEach(file -> gone.add(file.path())));
        return view.files(Zone.CLEAN).stream()
                .filter(file -> !gone.contains(
                        place.lake().root().relativize(file.uri()).getPath()))
                .toList();
    }

    /** The marker without its files, which have no names yet. */
    private RunMarker marker(RunOrder order, LakeView view, InputChoice choice, Counts counts, List<RunInput> inputs) {
        return new RunMarker(
                order.plan().dataset(),
                view.nextRun(),
                order.plan().contract().id(),
                runner.name(),
                new Tally(counts.read(), counts.clean(), counts.rejected(), counts.duplicate()),
                List.of(),
                choice.replaced().stream().map(RunMarker::run).toList(),
                List.of(),
                Optional.empty(),
                inputs,
                counts.codes(),
                Optional.empty());
    }
}
