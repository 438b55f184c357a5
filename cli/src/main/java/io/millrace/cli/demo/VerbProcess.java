package io.millrace.cli.demo;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.Main;
import io.millrace.cli.run.OwnTemporary;
import io.millrace.cli.run.Signals;
import io.millrace.cli.terminal.Visible;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A verb of the warehouse in a process of its own, because its engine and the run's do not share one. It ends when it is
 * closed and when this process ends, however it ends.
 */
final class VerbProcess implements AutoCloseable {

    private static final String CLASS_PATH = "millrace.finalizer.classpath";
    private static final int LAST_WORDS = 10;
    private static final long STOP_SECONDS = 30;

    private final String verb;
    private final Process process;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Thread listener;

    private VerbProcess(String verb, Process process, Consumer<String> tell) {
        this.verb = verb;
        this.process = process;
        this.listener = new Thread(() -> listen(tell), "listen-to-" + verb);
        listener.setDaemon(true);
        listener.start();
    }

    /** Starts it; every line that it says on stderr is told. */
    static VerbProcess start(Call call, Consumer<String> tell, String verb, String... options)
            throws Failure, IOException {
        String classPath = System.getProperty(CLASS_PATH, "");
        if (classPath.isEmpty()) {
            throw Failure.usage(
                    "the engine of the warehouse is not there",
                    "start the demo with ./millrace, which knows the class path of each verb");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dmillrace.home=" + call.surroundings().home(),
                "-Dmillrace.plugins=" + System.getProperty("millrace.plugins", ""),
                "-D" + Signals.ENDS_WITH_INPUT + "=true"));
        command.addAll(OwnTemporary.options(verb));
        command.addAll(List.of("-cp", classPath, Main.class.getName(), verb));
        command.addAll(Arrays.asList(options));
        Process process = new ProcessBuilder(command)
                .directory(call.surroundings().folder().toFile())
                .start();
        return new VerbProcess(verb, process, tell);
    }

    /** Waits for its end and hands out what it said on stdout. */
    String answer() throws Failure, IOException {
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        await();
        if (process.exitValue() != 0) {
            throw new Failure(
                    Exit.INTERNAL, verb + " ended with " + process.exitValue(), lastWords.toArray(String[]::new));
        }
        return answer;
    }

    private void await() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void listen(Consumer<String> tell) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String shown = Visible.text(line);
                lastWords.addLast(shown);
                if (lastWords.size() > LAST_WORDS) {
                    lastWords.removeFirst();
                }
                tell.accept(shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as SIGTERM does, and returns when it has ended. */
    @Override
    public void close() {
        // Not of the process itself, which would end its input too: a second signal, and so a sudden end.
        process.toHandle().destroy();
        await();
    }
}
