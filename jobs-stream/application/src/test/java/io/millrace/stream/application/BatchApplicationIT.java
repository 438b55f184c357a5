package io.millrace.stream.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.FileFeed;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.Pace;
import io.millrace.testkit.generate.RecordGenerator;
import io.millrace.zones.Lake;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import io.millrace.zones.books.Progress;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bounded run of the application jar on a cluster of its own, over a folder that all its processes see. */
@Tag("slow")
class BatchApplicationIT {

    private static final int RECORDS = 200_000;

    @TempDir
    private Path folder;

    private Expectation expected;

    @BeforeEach
    void generate() throws IOException {
        Files.writeString(folder.resolve("mask.key"), "a key for these tests only\n");
        GeneratorOptions records =
                GeneratorOptions.of("transactions", Carrier.LINES).withCount(RECORDS);
        try (OutputStream out = Files.newOutputStream(folder.resolve("in.ndjson"))) {
            expected = new FileFeed(out, Pace.UNLIMITED).run(new RecordGenerator(records), FeedListener.NONE);
        }
    }

    @Test
    void two_task_managers_write_zones_that_are_exact_and_the_run_is_done_once() throws Exception {
        try (Cluster cluster = cluster()) {
            Process jobManager = cluster.application(arguments(), Map.of());
            cluster.taskManager();
            cluster.taskManager();
            awaitEnd(jobManager, cluster);
            assertExact();
        }
        try (Cluster again = cluster()) {
            awaitEnd(again.application(arguments(), Map.of()), again);
            assertThat(Files.readString(again.log("jobmanager"))).contains("nothing is new");
            assertExact();
        }
    }

    @Test
    void a_run_whose_cluster_died_leaves_nothing_and_is_begun_anew() throws Exception {
        try (Cluster cluster = cluster()) {
            cluster.application(arguments(), Map.of());
            cluster.taskManager();
            cluster.taskManager();
            cluster.await("records in staging", this::isStaging);
        }
        assertThat(audit().raw()).isZero();
        try (Cluster again = cluster()) {
            Process jobManager = again.application(arguments(), Map.of());
            again.taskManager();
            again.taskManager();
            awaitEnd(jobManager, again);
            assertExact();
        }
    }

    private Cluster cluster() throws IOException {
        return new Cluster(Files.createTempDirectory(folder, "flink"), "batch", Map.of("parallelism.default", "4"));
    }

    private List<String> arguments() {
        return List.of(
                "batch",
                "transactions",
                "--input",
                folder.resolve("in.ndjson").toString(),
                "--lake",
                folder.resolve("lake").toString(),
                "--contracts",
                Cluster.HOME.resolve("contracts").toString(),
                "--mask-key",
                "k1=" + folder.resolve("mask.key"));
    }

    private boolean isStaging() throws IOException {
        Path lake = folder.resolve("lake");
        if (!Files.exists(lake)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(lake)) {
            return files.anyMatch(file -> file.toString().contains("/raw/") && Files.isRegularFile(file));
        }
    }

    private static void awaitEnd(Process jobManager, Cluster cluster) throws Exception {
        assertThat(jobManager.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(jobManager.exitValue())
                .as(Files.readString(cluster.log("jobmanager")))
                .isZero();
    }

    private Audit audit() throws IOException {
        Lake lake = new Lake(folder.resolve("lake").toUri());
        return Books.audit(new LocalFiles(), lake, "transactions", OffsetAuthority.none(), Progress.none());
    }

    private void assertExact() throws IOException {
        Audit audit = audit();
        assertThat(audit.balanced()).isTrue();
        assertThat(audit.raw()).isEqualTo(expected.read());
        assertThat(audit.clean()).isEqualTo(expected.clean());
        assertThat(audit.rejected()).isEqualTo(expected.rejected());
        assertThat(audit.duplicate()).isEqualTo(expected.duplicate());
    }
}
