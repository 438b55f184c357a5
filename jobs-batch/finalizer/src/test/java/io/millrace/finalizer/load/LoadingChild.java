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
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A load in a process of its own: {@code LAKE WAREHOUSE [STEP]}. Says each step on stdout; after the step that it was
 * given it stands still until it is ended.
 */
public final class LoadingChild {

    private LoadingChild() {}

    public static void main(String[] args) throws IOException {
        String halt = args.length > 2 ? args[2] : "";
        TestWarehouse warehouse = new TestWarehouse(Path.of(args[0]), Path.of(args[1]), TestLake.HOME.resolve("sql"));
        LoadRequest request = warehouse.request(From.WORKING_FILE, Quarantine.LEAVE, Optional.empty());
        int exit = 0;
        try {
            new DuckWarehouse().load(request, new Listener(halt));
        } catch (RunFailure e) {
            System.out.println(e.kind() + " " + e.getMessage());
            exit = 75;
        }
        Runtime.getRuntime().halt(exit);
    }

    /** Starts one. */
    static Process start(Path lake, Path warehouse, String step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dmillrace.home=" + TestLake.HOME,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadingChild.class.getName(),
                        lake.toString(),
                        warehouse.toString(),
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
                LockSupport.parkNanos(Long.MAX_VALUE);
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
