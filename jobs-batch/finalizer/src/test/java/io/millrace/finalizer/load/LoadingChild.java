package io.millrace.finalizer.load;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener.StopHandle;
import io.millrace.pipeline.warehouse.LoadListener;
import io.millrace.pipeline.warehouse.LoadRequest;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A load in a process of its own: {@code LAKE WAREHOUSE SQL STEP}. Says each step on stdout; after the step that it was
 * given it stands still until a line comes on stdin, and ends when that does.
 */
public final class LoadingChild {

    private LoadingChild() {}

    public static void main(String[] args) throws IOException {
        TestWarehouse warehouse = new TestWarehouse(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
        LoadRequest request = warehouse.request(From.WORKING_FILE, Quarantine.LEAVE, Optional.empty());
        int exit = 0;
        try {
            new DuckWarehouse().load(request, new Listener(args[3]));
        } catch (RunFailure e) {
            System.out.println(e.kind() + " " + e.getMessage());
            exit = 75;
        }
        Runtime.getRuntime().halt(exit);
    }

    /** Starts one with the SQL that ships. */
    static Process start(Path lake, Path warehouse, String step) throws IOException {
        return start(lake, warehouse, TestLake.HOME.resolve("sql"), step);
    }

    static Process start(Path lake, Path warehouse, Path sql, String step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dmillrace.home=" + TestLake.HOME,
                        TestLake.temporary(lake.getParent()),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadingChild.class.getName(),
                        lake.toString(),
                        warehouse.toString(),
                        sql.toString(),
                        step)
                .redirectErrorStream(true)
                .start();
    }

    private record Listener(String halt) implements LoadListener {
        @Override
        public void started(StopHandle stop) {}

        @Override
        public void done(LoadStep step) {
            System.out.println(step);
            System.out.flush();
            if (step.name().equals(halt)) {
                awaitLine();
            }
        }

        private static void awaitLine() {
            try {
                for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
                    if (next < 0) {
                        Runtime.getRuntime().halt(1);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void loaded(LoadSummary summary) {
            System.out.println("loaded " + summary);
        }

        @Override
        public void notice(String message) {
            System.out.println("notice " + message);
        }
    }
}
