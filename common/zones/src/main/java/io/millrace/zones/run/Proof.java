package io.millrace.zones.run;

import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Zone;
import java.util.List;
import java.util.function.ToLongFunction;

/** Holds what an engine says that it did against what is in its files, and against the input. */
final class Proof {

    private final Counts counts;
    private final List<StagedFile> files;

    Proof(Counts counts, List<StagedFile> files) {
        this.counts = counts;
        this.files = files;
    }

    /**
     * Checks everything.
     *
     * @param records in the input, counted by somebody else
     * @param remaining rows in clean that the run only took over
     */
    void check(BoundedInput input, long records, long remaining) throws RunFailure {
        long errors = sum(Zone.ERROR, StagedFile::rows);
        long rejected = sum(Zone.ERROR, StagedFile::rejected);
        equal("records read", counts.read(), "in the input", records);
        equal("records read", counts.read(), "behind a door", counts.clean() + counts.rejected() + counts.duplicate());
        equal("clean records", counts.clean(), "rows in clean", sum(Zone.CLEAN, StagedFile::rows) - remaining);
        equal("rejected records", counts.rejected(), "lines in error", rejected);
        equal("duplicates", counts.duplicate(), "lines in error", errors - rejected);
        long raw = input instanceof BoundedInput.Files ? counts.read() : 0;
        equal("records to keep", raw, "lines in raw", sum(Zone.RAW, StagedFile::rows));
    }

    private long sum(Zone zone, ToLongFunction<StagedFile> count) {
        return files.stream()
                .filter(file -> file.zone() == zone)
                .mapToLong(count)
                .sum();
    }

    private static void equal(String said, long count, String found, long other) throws RunFailure {
        if (count != other) {
            throw new RunFailure(
                    RunFailure.Kind.INTERNAL,
                    "the engine counts " + count + " " + said + ", but there are " + other + " " + found
                            + "; nothing of the run counts. This is an error of the engine: please report it.");
        }
    }
}
