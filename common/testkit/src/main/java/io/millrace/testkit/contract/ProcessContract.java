package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunPlace;
import io.millrace.zones.run.Staging;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every bounded runner must do as the command has it: in a process of its own, which may die. A runner proves itself
 * by a subclass in whose class path it is the only one.
 */
public abstract class ProcessContract {

    private static final int KILLS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Lake lake;
    private Path input;

    /** The runner that is to prove itself; asked once for each run in this process. */
    protected abstract BoundedRunner runner();

    @BeforeEach
    void writeInput() throws IOException {
        lake = new Lake(folder.resolve("lake").toUri());
        input = Files.createDirectories(folder.resolve("in"));
        for (int file = 0; file < 4; file++) {
            StringBuilder text = new StringBuilder();
            for (int line = 0; line < 50_000; line++) {
                text.append(RunMain.record(line / 2 + file * 10_000)).append('\n');
            }
            Files.writeString(input.resolve("dt=2025-04-0" + (file + 1) + ".ndjson"), text);
        }
    }

    @Test
    @Tag("slow")
    void a_process_that_is_killed_leaves_nothing_that_counts_and_the_next_run_is_whole() throws Exception {
        Random random = new Random(5);
        int begun = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = start();
            try {
                await().atMost(PATIENCE)
                        .until(() -> !process.isAlive()
                                || Staging.owner(RunPlace.here(lake), "fixture").isPresent());
                long wait = random.nextInt(2_500);
                process.waitFor(wait, TimeUnit.MILLISECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            begun += process.exitValue() == 0 ? 0 : 1;
            LakeView view = LakeView.read(new LocalFiles(), lake, "fixture");
            if (view.runs().isEmpty()) {
                assertThat(view.files(Zone.RAW)).isEmpty();
                assertThat(view.files(Zone.CLEAN)).isEmpty();
                assertThat(audit().raw()).isZero();
            }
        }
        assertThat(begun).as("processes that died").isPositive();

        Process last = start();
        assertThat(last.waitFor()).isZero();
        LakeView view = LakeView.read(new LocalFiles(), lake, "fixture");
        assertThat(view.runs()).hasSize(1);
        assertThat(audit().balanced()).isTrue();
        assertThat(audit().raw()).isEqualTo(200_000);
        assertThat(audit().clean()).isEqualTo(55_000);
        assertThat(view.unnamed()).isEmpty();
        assertThat(staged()).isEmpty();
    }

    @Test
    void a_run_that_is_interrupted_gives_up_and_leaves_nothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<RunEnd> run = new FutureTask<>(
                () -> new BoundedRuns(RunPlace.here(lake), runner()).run(RunMain.order(input), telling(begun)));
        Thread thread = new Thread(run);
        thread.start();
        begun.await();
        thread.interrupt();
        assertThatThrownBy(run::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(LakeView.read(new LocalFiles(), lake, "fixture").runs()).isEmpty();
        assertThat(staged()).isEmpty();
    }

    @Test
    void two_processes_at_once_make_one_run() throws Exception {
        Process one = start();
        Process two = start();
        int sum = one.waitFor() + two.waitFor();
        assertThat(sum)
                .as("the one that came second is told to try again, or finds nothing new")
                .isIn(0, 75);
        assertThat(LakeView.read(new LocalFiles(), lake, "fixture").runs()).hasSize(1);
        assertThat(audit().balanced()).isTrue();
    }

    @Test
    void a_record_larger_than_a_page_of_memory_is_sorted_like_any_other() throws Exception {
        String large = RunMain.record(1).replace("}", ",\"x\":\"" + "y".repeat(900_000) + "\"}");
        Files.writeString(
                input.resolve("dt=2025-04-09.ndjson"),
                (large.replace("\"id\":1,", "\"id\":9000001,") + "\n").repeat(40));
        RunEnd end = new BoundedRuns(RunPlace.here(lake), runner())
                .run(RunMain.order(input), telling(new CountDownLatch(1)));
        assertThat(((RunEnd.Committed) end).marker().counts().clean()).isEqualTo(55_001);
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Djdk."))
                .forEach(option -> command.add(1, option));
        command.addAll(List.of(
                RunMain.class.getName(),
                lake.root().toString(),
                input.toString(),
                Long.toString(ProcessHandle.current().pid())));
        File log = folder.resolve("log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private Audit audit() throws IOException {
        return Books.audit(new LocalFiles(), lake, "fixture", OffsetAuthority.none(), Progress.none());
    }

    private List<ZoneFile> staged() throws IOException {
        return new LocalFiles().list(lake.staging("fixture").resolve("lake/"));
    }

    private static BoundedListener telling(CountDownLatch begun) {
        return new BoundedListener() {
            @Override
            public void started(Optional<URI> ui) {
                begun.countDown();
            }

            @Override
            public void progress(BoundedListener.Progress progress) {}

            @Override
            public void notice(String message) {}
        };
    }
}
