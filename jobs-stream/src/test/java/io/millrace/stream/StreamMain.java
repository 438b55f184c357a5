package io.millrace.stream;

import io.millrace.pipeline.run.RunListener;
import io.millrace.pipeline.run.RunRequest;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.run.RunRequest.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A stream of transactions in a process of its own, to be killed. */
final class StreamMain {

    private StreamMain() {}

    public static void main(String[] args) throws Exception {
        RunRequest request = Requests.of(args[0], Path.of(args[1]))
                .transactions("transactions")
                .backend(StateBackend.valueOf(args[2]))
                .until(Until.STOPPED)
                .request();
        Thread watch = new Thread(StreamMain::endWithTheTest, "watch");
        watch.setDaemon(true);
        watch.start();
        new FlinkStreamRunner().run(request, new Telling());
    }

    /** Its input ends when the process of the test does, whatever became of it. */
    private static void endWithTheTest() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.out.println(e);
        }
        Runtime.getRuntime().halt(1);
    }

    private static final class Telling implements RunListener {
        @Override
        public void started(Optional<URI> ui, String restoredFrom, StopHandle stop) {
            System.out.println("started from " + restoredFrom);
        }

        @Override
        public void progress(Progress progress) {
            System.out.println("read " + progress.counts().read());
        }

        @Override
        public void notice(String message) {
            System.out.println("notice " + message);
        }
    }
}
