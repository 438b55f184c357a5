package io.millrace.stream.state;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.stream.files.Folders;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/**
 * The state of one job: {@code <state>/<job>/checkpoints/<number>-<run>/}, one folder a run, with the run's checkpoints
 * and savepoints. Runs are numbered, so that what is newest never depends on a clock.
 */
public final class StateFolder {

    private static final Pattern RUN = Pattern.compile("(\\d{6,9})-.+");
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");
    private static final Pattern SAVEPOINT = Pattern.compile("savepoint-.+");
    private static final String METADATA = "_metadata";
    /** Runs whose snapshots stay, beside the one that made the newest. */
    private static final int EARLIER_RUNS_KEPT = 2;

    private final Path folder;

    public StateFolder(URI state, String job) {
        folder = new Path(new Path(state), job + "/checkpoints");
    }

    public Path folder() {
        return folder;
    }

    /** The folder of a run that is about to begin. */
    public Path forRun(String run) throws IOException {
        int number = runs().stream().mapToInt(StateFolder::number).max().orElse(0) + 1;
        return new Path(folder, String.format(Locale.ROOT, "%06d-%s", number, run));
    }

    /** The newest complete snapshot of the newest run that has one. */
    public Optional<Snapshot> latest() throws IOException {
        List<Path> runs = runs();
        for (int index = runs.size() - 1; index >= 0; index--) {
            Optional<Snapshot> newest = newestIn(runs.get(index));
            if (newest.isPresent()) {
                return newest;
            }
        }
        return Optional.empty();
    }

    /** The newest complete snapshot that a run left in its folder. */
    public Optional<Snapshot> newestIn(Path run) throws IOException {
        return snapshots(run).stream().max(Comparator.comparingLong(Snapshot::id));
    }

    /** Removes what runs left before the last few, when the given run has a snapshot of its own to go on from. */
    public void prune(Path current) throws IOException {
        if (newestIn(current).isEmpty()) {
            return;
        }
        int kept = 0;
        List<Path> runs = runs();
        for (int index = runs.size() - 1; index >= 0; index--) {
            Path run = runs.get(index);
            if (number(run) >= number(current)) {
                continue;
            }
            boolean useful = kept < EARLIER_RUNS_KEPT && newestIn(run).isPresent();
            if (useful) {
                kept++;
            } else {
                run.getFileSystem().delete(run, true);
            }
        }
    }

    private static int number(Path run) {
        Matcher matcher = RUN.matcher(run.getName());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private List<Path> runs() throws IOException {
        List<Path> runs = new ArrayList<>();
        for (Path child : folders(folder)) {
            if (RUN.matcher(child.getName()).matches()) {
                runs.add(child);
            }
        }
        runs.sort(Comparator.comparingInt(StateFolder::number));
        return runs;
    }

    /** Savepoints stand in the run's folder, checkpoints in one of the Flink job's id below it. */
    private static List<Snapshot> snapshots(Path run) throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Path child : folders(run)) {
            if (SAVEPOINT.matcher(child.getName()).matches()) {
                if (isComplete(child)) {
                    snapshots.add(new Snapshot(child, savepointId(child)));
                }
                continue;
            }
            for (Path checkpoint : folders(child)) {
                Matcher matcher = CHECKPOINT.matcher(checkpoint.getName());
                if (matcher.matches() && isComplete(checkpoint)) {
                    snapshots.add(new Snapshot(checkpoint, Long.parseLong(matcher.group(1))));
                }
            }
        }
        return snapshots;
    }

    /** The metadata is put in place in one step, after everything else. */
    private static boolean isComplete(Path snapshot) throws IOException {
        return snapshot.getFileSystem().exists(new Path(snapshot, METADATA));
    }

    private static long savepointId(Path savepoint) throws IOException {
        FileSystem files = savepoint.getFileSystem();
        try (DataInputStream in = new DataInputStream(files.open(new Path(savepoint, METADATA)))) {
            return Checkpoints.loadCheckpointMetadata(in, StateFolder.class.getClassLoader(), savepoint.toString())
                    .getCheckpointId();
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        return Folders.list(parent).stream()
                .filter(FileStatus::isDir)
                .map(FileStatus::getPath)
                .toList();
    }

    /** The path of a snapshot that a user names, checked before anything starts. */
    public static Snapshot named(URI path) throws RunFailure, IOException {
        Path snapshot = new Path(path);
        if (snapshot.getName().equals(METADATA)) {
            snapshot = snapshot.getParent();
        }
        if (!isComplete(snapshot)) {
            throw new RunFailure(
                    RunFailure.Kind.USAGE,
                    "no complete checkpoint or savepoint at " + path + ": it has no " + METADATA
                            + " file. Name the folder that holds one.");
        }
        return new Snapshot(snapshot, savepointId(snapshot));
    }
}
