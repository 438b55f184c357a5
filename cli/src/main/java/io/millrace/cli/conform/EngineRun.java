package io.millrace.cli.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.run.Signals;
import io.millrace.cli.terminal.Visible;
import io.millrace.zones.Lake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A bounded run on one engine, in a process with that engine's class path, into a lake of its own; and what it said. */
record EngineRun(String runner, Lake lake, JsonNode summary) {

    private static final int LAST_WORDS = 10;

    /** Runs and waits for the end; what the run says to people is told with the engine's name. */
    static EngineRun of(Call call, String runner, Path lake, List<String> words)
            throws Failure, IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(call.surroundings().home().resolve("millrace").toString(), "batch", "--runner", runner));
        command.addAll(List.of("--lake", lake.toString(), "--output", "json"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(call.surroundings().folder().toFile());
        builder.environment()
                .merge("MILLRACE_JAVA_OPTS", "-D" + Signals.ENDS_WITH_INPUT + "=true", (own, ours) -> own + " " + ours);
        Process process = builder.start();
        Deque<String> lastWords = new ArrayDeque<>();
        FutureTask<String> answer = new FutureTask<>(() -> text(process.getInputStream()));
        FutureTask<Void> talk = new FutureTask<>(() -> listen(process, runner, call, lastWords), null);
        daemon("answer-of-" + runner, answer);
        daemon("listen-to-" + runner, talk);
        try {
            int exit = process.waitFor();
            talk.get();
            if (exit != 0) {
                throw failed(runner, exit, lastWords);
            }
            return new EngineRun(runner, new Lake(lake.toUri()), new ObjectMapper().readTree(answer.get()));
        } catch (ExecutionException e) {
            throw new IOException("the run on " + runner + " cannot be heard", e.getCause());
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Failure failed(String runner, int code, Deque<String> lastWords) {
        Exit exit = Arrays.stream(Exit.values())
                .filter(each -> each.code() == code)
                .findFirst()
                .orElse(Exit.INTERNAL);
        return new Failure(exit, "the run on " + runner + " ended with " + code, lastWords.toArray(String[]::new));
    }

    private static void listen(Process process, String runner, Call call, Deque<String> lastWords) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String shown = Visible.text(line);
                lastWords.addLast(shown);
                if (lastWords.size() > LAST_WORDS) {
                    lastWords.removeFirst();
                }
                call.tell(runner + ": " + shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(String member) {
        return summary.path(member).asLong();
    }

    double seconds() {
        return summary.path("seconds").asDouble();
    }

    double perSecond() {
        return count("read") / Math.max(seconds(), 0.001);
    }
}
