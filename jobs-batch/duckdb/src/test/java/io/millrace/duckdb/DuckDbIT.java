package io.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedWork.Resources;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.run.BoundedRuns;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunOrder;
import io.millrace.zones.run.RunOrder.Repeat;
import io.millrace.zones.run.RunPlace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bounded run in DuckDB that is short of memory, and of disk. */
class DuckDbIT {

    private static final long MEMORY = 256L << 20;
    private static final int FILES = 4;
    private static final int LINES = 50_000;
    private static final int MANY_LINES = 300_000;
    private static final int REPEATS = 50;

    private static final String CONTRACT = """
            contract: 1
            dataset: fixture
            version: 1
            owner: fixtures
            source: { format: json }
            key: [id]
            dedupe: { keep: first, within: 7 d }
            event_time: at
            partition: { by: event_time, zone: UTC }
            unknown_fields: drop
            fields:
              - { name: id, type: bigint, required: true }
              - { name: at, type: timestamp, required: true }
              - { name: text, type: string }
            """;

    @TempDir
    private Path folder;

    private Lake lake;
    private Path input;

    @BeforeEach
    void begin() throws IOException {
        lake = new Lake(folder.resolve("lake").toUri());
        input = Files.createDirectories(folder.resolve("in"));
        writeInput(LINES);
    }

    /** One record of so many has the key of the one before it. */
    private static int key(int number) {
        return number % REPEATS == 1 ? number - 1 : number;
    }

    private void writeInput(int lines) throws IOException {
        for (int file = 0; file < FILES; file++) {
            try (BufferedWriter out = Files.newBufferedWriter(input.resolve("dt=2025-04-0" + (file + 1) + ".ndjson"))) {
                for (int line = 0; line < lines; line++) {
                    out.write(record(key(file * lines + line)) + "\n");
                }
            }
        }
    }

    @Test
    void what_does_not_fit_into_memory_is_put_aside_and_comes_out_whole() throws Exception {
        writeInput(MANY_LINES);
        long bytes = FILES * MANY_LINES * (long) record(0).length();
        assertThat(bytes).as("the input").isGreaterThan(MEMORY);

        RunEnd end = new BoundedRuns(RunPlace.here(lake), new DuckDbRunner())
                .run(order(input), telling(new CountDownLatch(1)));

        assertThat(((RunEnd.Committed) end).result().routed()).hasValue(0);
        assertWhole(lake, MANY_LINES);
    }

    @Test
    void a_disk_that_is_full_fails_the_run_in_words_and_room_makes_it_whole() throws Exception {
        Path disk = mounted(24 << 20);
        Lake small = new Lake(disk.resolve("lake").toUri());
        try {
            assertThatThrownBy(() -> new BoundedRuns(RunPlace.here(small), new DuckDbRunner())
                            .run(order(input), telling(new CountDownLatch(1))))
                    .isInstanceOfSatisfying(
                            RunFailure.class, e -> assertThat(e.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                    .hasMessageContaining("no room is left on the disk of " + disk)
                    .hasMessageContaining("Make room");
            assertThat(view(small).runs()).isEmpty();
            assertThat(new LocalFiles().list(small.staging("fixture").resolve("lake/")))
                    .isEmpty();

            said("mount", "-o", "remount,size=" + (2048L << 20), disk.toString());
            new BoundedRuns(RunPlace.here(small), new DuckDbRunner()).run(order(input), telling(new CountDownLatch(1)));
            assertWhole(small, LINES);
        } finally {
            said("umount", "-l", disk.toString());
        }
    }

    private Path mounted(long bytes) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String said = said("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", disk.toString());
        if (!said.isEmpty()) {
            System.err.println("SKIPPED, because nothing can be mounted here: " + said);
            Assumptions.abort(said);
        }
        return disk;
    }

    private static String said(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said;
    }

    private static void assertWhole(Lake lake, int lines) throws IOException {
        Audit audit = Books.audit(new LocalFiles(), lake, "fixture", OffsetAuthority.none(), Progress.none());
        assertThat(audit.balanced()).isTrue();
        assertThat(audit.raw()).isEqualTo((long) FILES * lines);
        assertThat(audit.clean()).isEqualTo((long) FILES * lines / REPEATS * (REPEATS - 1));
        assertThat(view(lake).runs()).hasSize(1);
        assertThat(view(lake).unnamed()).isEmpty();
    }

    private static LakeView view(Lake lake) throws IOException {
        return LakeView.read(new LocalFiles(), lake, "fixture");
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

    private static RunOrder order(Path input) {
        Plan plan = Plans.plan(ContractCompiler.compile("contract.yaml", CONTRACT.getBytes(StandardCharsets.UTF_8))
                .contract()
                .orElseThrow());
        return new RunOrder(
                plan,
                List.of(),
                List.of(input.toString()),
                Optional.empty(),
                Repeat.PASS_OVER,
                new Resources(2, MEMORY));
    }

    /** A record of that key, with a text that makes rows as large as real ones. */
    private static String record(int id) {
        return "{\"id\":" + id + ",\"at\":\"2025-04-06T10:00:00Z\",\"text\":\"" + Integer.toHexString(id * 0x9e3779b1)
                + "-".repeat(200) + "\"}";
    }
}
