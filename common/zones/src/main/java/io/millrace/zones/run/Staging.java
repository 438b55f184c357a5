package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFiles;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a bounded run of a dataset puts its files together, out of every reader's sight, and from where they get into
 * the zones. Holding it is holding the dataset: others are told to wait.
 */
public abstract sealed class Staging implements Closeable permits LocalStaging, RemoteStaging {

    private static final String LAKE = "lake";
    private static final String SCRATCH = "scratch";
    private static final int ATTEMPT_BYTES = 4;

    final RunPlace place;
    final String dataset;
    final StagingFolder folder;
    private final String attempt;

    Staging(RunPlace place, String dataset, StagingFolder folder, String attempt) {
        this.place = place;
        this.dataset = dataset;
        this.folder = folder;
        this.attempt = attempt;
    }

    /**
     * Takes the dataset.
     *
     * @param owner who takes it, for people whom it keeps out
     * @throws RunFailure when somebody else has it
     */
    public static Staging take(RunPlace place, String dataset, String owner) throws RunFailure, IOException {
        return place.isLocal()
                ? LocalStaging.take(place, dataset, owner, attempt())
                : RemoteStaging.take(place, dataset, owner, attempt());
    }

    /**
     * Takes the dataset of a lake in a store for an engine whose tasks share nothing with this machine but the store.
     *
     * @throws RunFailure when somebody else has it
     */
    public static Staging takeInStore(RunPlace place, String dataset, String owner) throws RunFailure, IOException {
        return StoreStaging.take(place, dataset, owner, attempt());
    }

    /** Tells the files of this run from those of all others, whatever numbers those had. */
    private static String attempt() {
        byte[] random = new byte[ATTEMPT_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Who holds the dataset now, or nobody. */
    public static Optional<String> owner(RunPlace place, String dataset) throws IOException {
        return place.isLocal()
                ? StagingFolder.owner(LocalStaging.folder(place, dataset))
                : new Leases(place, dataset).holder();
    }

    static RunFailure taken(String dataset, Optional<String> owner) {
        return new RunFailure(
                RunFailure.Kind.TRY_AGAIN,
                "another bounded run of " + dataset + " is at work in this lake"
                        + owner.map(other -> ": " + other).orElse("")
                        + ". Wait for its end, or end it: nothing of it is visible before its end.");
    }

    /**
     * Deletes what dead runs have left: everything staged, and files in the zones that no marker names.
     *
     * @return how many files, and their bytes
     */
    public final Swept sweep(LakeView view) throws RunFailure, IOException {
        Swept staged = new Swept(0, 0);
        for (Path path : folder.left()) {
            if (Files.isRegularFile(path)) {
                staged = staged.and(Files.size(path));
            }
            Files.deleteIfExists(path);
        }
        return sweep(view, staged);
    }

    /** What was deleted. */
    public record Swept(long files, long bytes) {

        Swept and(long size) {
            return new Swept(files + 1, bytes + size);
        }
    }

    /** Deletes files in the zones that no marker names and none can name any more. */
    abstract Swept sweep(LakeView view, Swept before) throws RunFailure, IOException;

    /** The empty folder that the engine of this run writes to, laid out like a lake. */
    URI begin() throws IOException {
        return folder.folder(LAKE).toUri();
    }

    /** A file of the scratch folder, where the engine of this run can read it. */
    URI reachable(URI file) throws IOException {
        return file;
    }

    /** An empty folder for whatever the engine wants to put aside. */
    final URI scratch() throws IOException {
        return folder.folder(SCRATCH).toUri();
    }

    /** Puts a file of the scratch folder beside what the engine wrote. */
    final void add(Path file, Zone zone, String day) throws IOException {
        put(
                file,
                new Lake(begin())
                        .folder(zone, dataset)
                        .resolve(day + "/")
                        .resolve(file.getFileName().toString()));
    }

    void put(Path file, URI name) throws IOException {
        stagedIn().move(file.toUri(), name);
    }

    /** The file system of the folder that the engine writes to. */
    ZoneFiles stagedIn() {
        return new LocalFiles();
    }

    /** The files that the engine wrote, with what is in them; something else there is an error. */
    List<StagedFile> staged() throws RunFailure, IOException {
        return new StagedFiles(stagedIn(), begin(), dataset).counted();
    }

    /**
     * Gives the staged files their names in the zones, where nobody counts them before the marker does. Each is there
     * for good before this returns.
     */
    abstract List<RunFile> publish(String run, List<StagedFile> staged) throws IOException, InterruptedException;

    /** The place of a file in the zones. */
    final URI target(String run, int number, StagedFile file) {
        String name = String.format(
                Locale.ROOT,
                "%s%s-%s-%05d%s",
                LakeView.OF_RUNS,
                run,
                attempt,
                number,
                file.zone().suffix());
        return lake().folder(file.zone(), dataset).resolve(file.day() + "/").resolve(name);
    }

    final RunFile published(URI target, StagedFile file) {
        return new RunFile(lake().root().relativize(target).getPath(), file.rows(), file.bytes());
    }

    final Lake lake() {
        return place.lake();
    }
}
