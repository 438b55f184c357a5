package io.millrace.stream;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.From;
import io.millrace.stream.books.ZoneFiles;
import io.millrace.stream.state.Snapshot;
import io.millrace.stream.state.StateFolder;
import io.millrace.zones.Lake;
import java.io.IOException;
import java.util.Optional;

/** Decides with what state a job begins. Beginning with none where records already stand would write them twice. */
final class Resume {

    private Resume() {}

    static Optional<Snapshot> decide(RunRequest request, Plan plan, StateFolder state) throws RunFailure, IOException {
        From from = request.execution().from();
        if (from instanceof From.Path path) {
            return Optional.of(StateFolder.named(path.path()));
        }
        boolean rereadAllowed = from instanceof From.Nothing nothing && nothing.rereadAllowed();
        Optional<Snapshot> latest = from instanceof From.Latest ? state.latest() : Optional.empty();
        if (latest.isEmpty()
                && !rereadAllowed
                && new ZoneFiles(new Lake(request.lake()), plan.dataset()).holdRecords()) {
            throw refused(request, plan, state, from);
        }
        return latest;
    }

    private static RunFailure refused(RunRequest request, Plan plan, StateFolder state, From from) {
        String found = from instanceof From.Latest
                ? "there is no checkpoint in " + state.folder()
                : "it was asked to start from nothing";
        return new RunFailure(
                RunFailure.Kind.USAGE,
                plan.dataset() + " already has records in " + request.lake() + ", and " + found
                        + ": it would read records again and write them twice. Give the state folder of the earlier"
                        + " runs, or a checkpoint or savepoint by its path; or use another lake; or allow the reread"
                        + " explicitly.");
    }
}
