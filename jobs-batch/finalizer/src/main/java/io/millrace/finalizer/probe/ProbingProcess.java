package io.millrace.finalizer.probe;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that probes, from its start to its end. One asks it at a time. */
final class ProbingProcess implements Closeable {

    static final String OK = "ok ";
    static final String BAD = "bad ";
    /** Ended by SIGKILL: by the system, which is short of memory, or by a person; never by a file. */
    private static final int KILLED = 137;

    /** Its own, for the engine's library, which it unpacks there. */
    private final Path temporary = Files.createTempDirectory("millrace-probe");

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private boolean isReady;

    /** Starts it, and does not wait until it can answer. */
    ProbingProcess(List<Expected> expected) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-Xshare:auto",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProbeMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            for (Expected one : expected) {
                in.write(one.toLine() + "\n");
            }
            in.write(ProbeMain.END_OF_EXPECTED + "\n");
            in.flush();
        } catch (IOException e) {
            throw doesNotStart(e.getMessage());
        }
    }

    private IOException doesNotStart(String why) {
        close();
        return new IOException("the process that probes files does not start: " + why);
    }

    /** Waits until it can answer. */
    ProbingProcess ready() throws IOException {
        if (!isReady && !ProbeMain.READY.equals(out.readLine())) {
            throw doesNotStart("it ended before its first answer");
        }
        isReady = true;
        return this;
    }

    /** The answer, or null when the process died or does not answer. */
    String ask(String question, Duration patience) throws IOException {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exchange(question));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a file was probed", e);
        }
    }

    private String exchange(String question) {
        try {
            in.write(question + "\n");
            in.flush();
            String line = out.readLine();
            // The engine's own crash report begins where an answer should.
            return line == null || line.startsWith(OK) || line.startsWith(BAD) ? line : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** How the process ended, as the end of a sentence. */
    String end() throws IOException {
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                return "took too long";
            } else if (process.exitValue() == KILLED) {
                throw new IOException("the process that probes files was killed from outside: out of memory?");
            }
            return "crashed the reader (exit " + process.exitValue() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a file was probed", e);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            ProbeMain.deleteAllIn(temporary);
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(temporary + " of the process that probes files cannot be deleted", e);
        }
    }
}
