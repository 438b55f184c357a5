package io.millrace.stream;

import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Until;
import io.millrace.stream.FaultyFiles.Effect;
import io.millrace.stream.FaultyFiles.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A stream of transactions in a process of its own, to be killed. Plants the fault that a line on its input names, with its effect. */
final class StreamMain {

    private StreamMain() {}

    public static void main(String[] args) throws Exception {
        RunRequest request = Requests.of(args[0], Path.of(args[1]))
                .transactions("transactions")
                .backend(StateBackend.valueOf(args[2]))
                .until(Until.STOPPED)
                .faulty()
                .request();
        Thread faults = new Thread(StreamMain::plantFaults, "faults");
        faults.setDaemon(true);
        faults.start();
        new FlinkStreamRunner().run(request, new Telling());
    }

    private static void plantFaults() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 2);
                FaultyFiles.plant(Fault.valueOf(words[0]), Effect.valueOf(words[1]));
            }
        } catch (IOException e) {
            System.out.println(e);
        }
        Runtime.getRuntime().halt(1); // the test is gone
    }

    private static final class Telling implements RunListener {
        @Override
        public void started(Optional<URI> ui, String restoredFrom, StopHandle stop) {
            System.out.println("started from " + restoredFrom);
        }

        @Override
        public void progress(Progress progress) {
            System.out.println("read " + progress.counts().read() + ", checkpoint "
                    + progress.checkpointAgeMillis().orElse(-1) + " ms ago");
        }

        @Override
        public void notice(String message) {
            System.out.println("notice " + message);
        }
    }
}
