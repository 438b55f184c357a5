package io.millrace.finalizer.probe;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.TestLake;
import io.millrace.zones.Zone;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pipe stands in for a file in the middle of whose reading the reader dies. */
@Timeout(120)
final class ProberTest {

    @TempDir
    private Path temp;

    private TestLake lake;
    private Path good;
    private Path pipe;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        good = lake.stream("a", records(0, 70)).get(2);
        pipe = temp.resolve("pipe.ndjson");
        run("mkfifo", pipe.toString());
    }

    @Test
    void a_file_that_crashes_its_reader_twice_is_bad_and_the_next_is_probed() throws Exception {
        try (Prober prober = new Prober(List.of(lake.plan()))) {
            CompletableFuture<Verdict> verdict = CompletableFuture.supplyAsync(() -> probe(prober, Zone.ERROR, pipe));
            endReader("SEGV");
            endReader("SEGV");
            assertThat(verdict.get(60, TimeUnit.SECONDS).reason()).startsWith("reading it crashed the reader");
            assertThat(probe(prober, Zone.CLEAN, good)).isEqualTo(new Verdict(10, null));
        }
    }

    @Test
    void a_reader_that_somebody_kills_says_nothing_about_the_file() throws Exception {
        try (Prober prober = new Prober(List.of(lake.plan()))) {
            CompletableFuture<Verdict> verdict = CompletableFuture.supplyAsync(() -> probe(prober, Zone.ERROR, pipe));
            endReader("KILL");
            assertThat(verdict)
                    .failsWithin(60, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("was killed from outside");
        }
    }

    /** Waits until the child reads the pipe, and ends it there. */
    private void endReader(String signal) throws Exception {
        OutputStream held = Files.newOutputStream(pipe);
        try {
            ProcessHandle child = ProcessHandle.current()
                    .children()
                    .filter(ProcessHandle::isAlive)
                    .findFirst()
                    .orElseThrow();
            run("kill", "-" + signal, Long.toString(child.pid()));
            child.onExit().get(30, TimeUnit.SECONDS);
        } finally {
            held.close();
        }
    }

    private Verdict probe(Prober prober, Zone zone, Path file) {
        try {
            return prober.probe(zone, "transactions", file, file.toString(), 1_000);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }
}
