package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedInput.RawFile;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.run.RunMarker.Days;
import io.millrace.zones.run.RunMarker.Origin;
import io.millrace.zones.run.RunMarker.Tally;
import io.millrace.zones.run.RunOrder.Repeat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Judges the raw records of some days anew.
 *
 * <pre>
 *   raw files of the days ─► order ─► stage (engine) ─────────────┬─► prove ─► publish ─► marker
 *   what stands of them ─► counted ─► what else their files hold ─┘
 * </pre>
 */
final class Reprocessing {

    private final RunPlace place;
    private final BoundedRunner runner;
    private final ReprocessOrder order;
    private final LakeView view;
    private final Staging staging;

    Reprocessing(RunPlace place, BoundedRunner runner, ReprocessOrder order, LakeView view, Staging staging) {
        this.place = place;
        this.runner = runner;
        this.order = order;
        this.view = view;
        this.staging = staging;
    }

    RunEnd run(BoundedListener listener) throws RunFailure, IOException, InterruptedException {
        long begun = System.nanoTime();
        List<ZoneFile> raw = files(view, Zone.RAW, order.days());
        if (raw.isEmpty()) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "the raw zone of " + order.plan().dataset() + " holds nothing from " + words()
                            + ": days are those of the source time, the dt= folders of raw");
        }
        Optional<RunMarker> earlier = order.repeat() == Repeat.PASS_OVER ? sameBefore(raw) : Optional.empty();
        if (earlier.isPresent()) {
            return new RunEnd.NothingNew(raw.size(), List.of(earlier.get()));
        }
        Requirements.checkRawZone(runner, order.plan());
        Path scratch = Path.of(staging.scratch());
        LocalCopies copies = LocalCopies.of(runner, scratch.resolve("copies"));
        RawOrder records = RawOrder.of(copies.files(raw), Files.createDirectories(scratch.resolve("order")));
        StandingOutcome standing =
                StandingOutcome.of(view, order.days(), Files.createDirectories(scratch.resolve("kept")));
        checkBalance(records, standing);
        BoundedInput input = new BoundedInput.RawZone(reachable(records.files()));
        BoundedResult result = runner.write(
                new BoundedWork(
                        order.plan(),
                        order.maskKeys(),
                        input,
                        held(copies.files(standing.others())),
                        staging.begin(),
                        Files.createDirectories(scratch.resolve("engine")).toUri(),
                        order.resources()),
                listener);
        standing.keepRemainders(staging);
        List<StagedFile> staged = staging.staged();
        new Proof(result.counts(), staged).check(input, records.records(), standing.remaining());
        checkPointers(standing, staged);
        RunMarker marker = marker(standing, result.counts());
        Commit commit = new Commit(place, staging);
        return new RunEnd.Committed(commit.of(marker, staged, begun, Optional.of(order.reason())), result, 0);
    }

    private List<RawFile> reachable(List<RawFile> files) throws IOException {
        List<RawFile> reachable = new ArrayList<>();
        for (RawFile file : files) {
            reachable.add(new RawFile(file.uri(), staging.reachable(file.order()), file.bytes()));
        }
        return reachable;
    }

    private List<URI> held(List<ZoneFile> files) throws IOException {
        List<URI> held = new ArrayList<>();
        for (ZoneFile file : files) {
            held.add(staging.reachable(file.uri()));
        }
        return held;
    }

    /** The files of a zone that count and stand in the folders of these days. */
    static List<ZoneFile> files(LakeView view, Zone zone, Days days) throws IOException {
        return view.files(zone).stream()
                .filter(file -> days.contains(StandingOutcome.day(file)))
                .toList();
    }

    private String words() {
        return order.days().from() + " to " + order.days().to();
    }

    /** A run over these days by this contract of which everything still counts, with nothing new in raw since. */
    private Optional<RunMarker> sameBefore(List<ZoneFile> raw) {
        for (RunMarker marker : view.countingRuns()) {
            if (marker.days().equals(Optional.of(order.days()))
                    && marker.contract().equals(order.plan().contract().id())
                    && marker.files().stream().noneMatch(file -> view.isReplaced(file.path()))
                    && marker.origin().isPresent()
                    && !changedSince(raw, begun(marker.origin().get()))) {
                return Optional.of(marker);
            }
        }
        return Optional.empty();
    }

    private static long begun(Origin origin) {
        return origin.at() - TimeUnit.MILLISECONDS.toMicros(origin.millis());
    }

    private static boolean changedSince(List<ZoneFile> raw, long micros) {
        return raw.stream().anyMatch(file -> file.modified() > micros);
    }

    /** Whoever writes these days still would be judged by halves. */
    private void checkBalance(RawOrder records, StandingOutcome standing) throws RunFailure {
        if (records.records() != standing.records()) {
            throw new RunFailure(
                    RunFailure.Kind.TRY_AGAIN,
                    "raw holds " + records.records() + " records from " + words() + ", and " + standing.records()
                            + " of these days left by a door. Is a stream writing them? Then wait for its next"
                            + " checkpoint, or stop it. Else see: millrace audit");
        }
    }

    private void checkPointers(StandingOutcome standing, List<StagedFile> staged) throws RunFailure, IOException {
        List<URI> clean = staged.stream()
                .filter(file -> file.zone() == Zone.CLEAN)
                .map(StagedFile::uri)
                .toList();
        List<LocalDate> days = standing.pointingNowhere(clean);
        if (!days.isEmpty()) {
            LocalDate from = Collections.min(days);
            LocalDate to = Collections.max(days);
            LocalDate first =
                    from.isBefore(order.days().from()) ? from : order.days().from();
            LocalDate last = to.isAfter(order.days().to()) ? to : order.days().to();
            throw new RunFailure(
                    RunFailure.Kind.DATA,
                    days.size() + " duplicates of other days repeat records that would not be clean any more; nothing"
                            + " of the run counts. Judge those days with them: --from " + first + " --to " + last);
        }
    }

    private RunMarker marker(StandingOutcome standing, Counts counts) {
        return new RunMarker(
                order.plan().dataset(),
                view.nextRun(),
                order.plan().contract().id(),
                runner.name(),
                new Tally(counts.read(), counts.clean(), counts.rejected(), counts.duplicate()),
                List.of(),
                List.of(),
                standing.replaced().stream()
                        .map(file -> place.lake().root().relativize(file.uri()).getPath())
                        .sorted()
                        .toList(),
                Optional.of(order.days()),
                List.of(),
                counts.codes(),
                Optional.empty());
    }
}
