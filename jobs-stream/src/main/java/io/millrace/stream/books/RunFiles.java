package io.millrace.stream.books;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files that a run made, known by their names: they hold the records that the run counted, no more and no less,
 * whatever failed in between.
 */
public final class RunFiles {

    private static final String IN_PROGRESS = ".inprogress.";

    private final String dataset;
    private final String run;
    private final Map<Zone, List<FileStatus>> visible = new EnumMap<>(Zone.class);
    private final List<Path> abandoned = new ArrayList<>();

    private RunFiles(String dataset, String run) {
        this.dataset = dataset;
        this.run = run;
    }

    public static RunFiles find(Lake lake, Plan plan, String run) throws IOException {
        RunFiles found = new RunFiles(plan.dataset(), run);
        ZoneFiles files = new ZoneFiles(lake, plan.dataset());
        for (Zone zone : Zone.values()) {
            found.visible.put(zone, new ArrayList<>());
            files.visit(zone, file -> found.take(zone, file));
        }
        return found;
    }

    private void take(Zone zone, FileStatus file) {
        String name = file.getPath().getName();
        if (name.startsWith(run + "-")) {
            visible.get(zone).add(file);
        } else if (name.startsWith(".") && name.contains(IN_PROGRESS)) {
            abandoned.add(file.getPath());
        }
    }

    public long count() {
        return visible.values().stream().mapToLong(List::size).sum();
    }

    public long bytes() {
        return visible.values().stream()
                .flatMap(List::stream)
                .mapToLong(FileStatus::getLen)
                .sum();
    }

    /** Reads the files and holds their records against the counts: a job that ends well may still have lost a commit. */
    public void verify(Counts counts) throws RunFailure, IOException {
        verify(Zone.RAW, counts.read());
        verify(Zone.CLEAN, counts.clean());
        verify(Zone.ERROR, counts.rejected() + counts.duplicate());
    }

    private void verify(Zone zone, long expected) throws RunFailure, IOException {
        long found = 0;
        for (FileStatus file : visible.get(zone)) {
            found += RowCount.of(zone, file);
        }
        if (found != expected) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL,
                    "the books of run " + run + " do not balance: " + dataset + " counted " + expected
                            + " records for the " + zone.folder() + " zone, its files there hold " + found
                            + ". Keep the state folder and the lake as they are, and run the audit.");
        }
    }

    /** Removes what killed processes left behind. Only once everything that a checkpoint holds has been committed. */
    public void sweep() throws IOException {
        for (Path path : abandoned) {
            FileSystem files = path.getFileSystem();
            files.delete(path, false);
        }
    }
}
