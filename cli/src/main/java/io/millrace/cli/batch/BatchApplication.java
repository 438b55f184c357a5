package io.millrace.cli.batch;

import io.millrace.cli.Exit;
import io.millrace.cli.Millrace;
import io.millrace.cli.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A main class of the application jar: {@code millrace batch} or {@code millrace reprocess} with the same arguments, the
 * verb first, on the cluster that calls it.
 */
public final class BatchApplication {

    private BatchApplication() {}

    public static void main(String[] args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        words.add("--runner=flink-cluster");
        Exit exit = new Millrace(Surroundings.ofThisProcess()).run(words.toArray(String[]::new));
        if (exit != Exit.OK) {
            throw new IllegalStateException(
                    "the run did not end well (" + exit + "); what is wrong was said on stderr");
        }
    }
}
