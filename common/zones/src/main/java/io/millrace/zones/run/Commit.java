package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.run.RunMarker.Origin;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The end of a run that has done everything: its files get their names, then its marker makes them count. */
record Commit(RunPlace place, Staging staging) {

    /**
     * Commits.
     *
     * @param marker all but the files and how the run came about
     * @param begun by the clock of {@link System#nanoTime}
     */
    RunMarker of(RunMarker marker, List<StagedFile> staged, long begun, Optional<String> reason)
            throws RunFailure, IOException, InterruptedException {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        List<RunFile> files = staging.publish(marker.run(), staged);
        long now = Instant.EPOCH.until(Instant.now(), ChronoUnit.MICROS);
        RunMarker whole = marker.with(files, new Origin(now, millis, reason));
        try {
            whole.commit(place.zones(), place.lake());
            return whole;
        } catch (FileAlreadyExistsException e) {
            for (RunFile file : files) {
                place.zones().delete(place.lake().root().resolve(file.path()));
            }
            throw overtaken(marker.dataset(), e);
        }
    }

    static RunFailure overtaken(String dataset, FileAlreadyExistsException cause) {
        return new RunFailure(
                RunFailure.Kind.TRY_AGAIN,
                "another run of " + dataset + " was committed while this one was at work; nothing of this one counts."
                        + " Run again.",
                cause);
    }
}
