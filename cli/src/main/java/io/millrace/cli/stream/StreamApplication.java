package io.millrace.cli.stream;

import io.millrace.cli.Exit;
import io.millrace.cli.Millrace;
import io.millrace.cli.Surroundings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The main class of the application jar: {@code millrace stream} with the same arguments, on the cluster that calls it. */
public final class StreamApplication {

    private StreamApplication() {}

    public static void main(String[] args) {
        List<String> words = new ArrayList<>(List.of("stream", "--target", "application"));
        words.addAll(Arrays.asList(args));
        Exit exit = new Millrace(Surroundings.ofThisProcess()).run(words.toArray(String[]::new));
        if (exit != Exit.OK) {
            throw new IllegalStateException("the job was not started (" + exit + "); what is wrong was said on stderr");
        }
    }
}
