package io.millrace.duckdb;

import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunFailure.Kind;
import io.millrace.zones.input.UnreadableInput;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What a run that failed is told, by what was wrong: the input, the disk, the memory, or neither. */
final class DuckDbFailure {

    private static final int MIB = 20;

    private DuckDbFailure() {}

    static RunFailure of(IOException failure, BoundedWork work) {
        if (failure instanceof UnreadableInput) {
            return new RunFailure(Kind.DATA, failure.getMessage(), failure);
        } else if (isFull(failure)) {
            return full(failure, work);
        }
        return new RunFailure(Kind.INTERNAL, "a file of the run failed: " + failure.getMessage(), failure);
    }

    static RunFailure of(SQLException failure, BoundedWork work) {
        String message = String.valueOf(failure.getMessage());
        // Beyond a share of the free disk DuckDB spills no more.
        if (isFull(failure) || message.contains("max_temp_directory_size")) {
            return full(failure, work);
        } else if (message.contains("Out of Memory Error")) {
            return new RunFailure(
                    Kind.USAGE,
                    "DuckDB needs more than the " + (work.resources().memoryBytes() >> MIB) + " MiB that it was given ("
                            + message.lines().findFirst().orElse("") + "). It gets half of the heap's size:"
                            + " MILLRACE_JAVA_OPTS=-Xmx4g gives it 2 GiB",
                    failure);
        }
        return new RunFailure(Kind.INTERNAL, "DuckDB could not go on: " + message, failure);
    }

    private static boolean isFull(Exception failure) {
        return String.valueOf(failure.getMessage()).contains("No space left on device");
    }

    private static RunFailure full(Exception failure, BoundedWork work) {
        return new RunFailure(
                Kind.TRY_AGAIN,
                "no room is left on the disk of " + Path.of(work.scratch()).getParent()
                        + ", and nothing of the run counts."
                        + " Make room for the lake and for what DuckDB puts aside, and run again: "
                        + failure.getMessage().lines().findFirst().orElse(""),
                failure);
    }
}
