package io.millrace.stream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.RunFailure;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    private Path state;

    private StateFolder folder;

    @BeforeEach
    void open() {
        folder = new StateFolder(state.toUri(), "payments");
    }

    @Test
    void a_first_run_finds_nothing() throws Exception {
        assertThat(folder.latest()).isEmpty();
        assertThat(folder.forRun("r").getName()).isEqualTo("000001-r");
    }

    @Test
    void runs_are_numbered_so_that_no_clock_decides_what_is_newest() throws Exception {
        checkpoint("000009-20301231", 50);
        checkpoint("000010-20250101", 3);

        assertThat(folder.latest().orElseThrow().path().getPath()).contains("000010-20250101");
        assertThat(folder.forRun("r").getName()).isEqualTo("000011-r");
    }

    @Test
    void within_a_run_the_highest_id_is_the_newest_savepoints_included() throws Exception {
        checkpoint("000001-a", 9);
        checkpoint("000001-a", 10);
        savepoint("000001-a", "savepoint-x", 11);
        assertThat(folder.latest().orElseThrow().path().getName()).isEqualTo("savepoint-x");

        checkpoint("000001-a", 12);
        assertThat(folder.latest().orElseThrow().path().getName()).isEqualTo("chk-12");
    }

    @Test
    void a_checkpoint_without_metadata_was_never_complete() throws Exception {
        checkpoint("000001-a", 4);
        Files.createDirectories(folderOf("000001-a").resolve("jobid/chk-5"));
        Files.createDirectories(folderOf("000002-b").resolve("jobid/chk-6"));

        assertThat(folder.latest().orElseThrow().id()).isEqualTo(4);
    }

    @Test
    void old_runs_go_once_the_new_one_has_a_snapshot_of_its_own() throws Exception {
        for (int run = 1; run <= 4; run++) {
            checkpoint("00000" + run + "-r", run);
        }
        Files.createDirectories(folderOf("000005-killed"));
        org.apache.flink.core.fs.Path current = new org.apache.flink.core.fs.Path(folder.folder(), "000006-new");
        Files.createDirectories(folderOf("000006-new"));

        folder.prune(current);
        assertThat(runs()).hasSize(6);

        checkpoint("000006-new", 9);
        folder.prune(current);
        assertThat(runs()).containsExactly("000003-r", "000004-r", "000006-new");
    }

    @Test
    void a_path_without_a_snapshot_is_refused() {
        URI nothing = state.resolve("nothing").toUri();

        assertThatThrownBy(() -> StateFolder.named(nothing))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("no complete checkpoint or savepoint at");
    }

    @Test
    void a_snapshot_may_be_named_by_its_metadata_file() throws Exception {
        savepoint("000001-a", "savepoint-x", 11);

        Snapshot snapshot = StateFolder.named(
                folderOf("000001-a").resolve("savepoint-x/_metadata").toUri());

        assertThat(snapshot.path().getName()).isEqualTo("savepoint-x");
        assertThat(snapshot.id()).isEqualTo(11);
    }

    @Test
    void no_two_processes_run_the_same_job() throws Exception {
        try (StateLock held = StateLock.take(state.toUri(), "payments")) {
            assertThatThrownBy(() -> StateLock.take(state.toUri(), "payments"))
                    .isInstanceOf(RunFailure.class)
                    .hasMessageContaining("another process runs payments");
            assertThat(held).isNotNull();
        }
        StateLock.take(state.toUri(), "payments").close();
    }

    private Path folderOf(String run) {
        return state.resolve("payments/checkpoints").resolve(run);
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> children = Files.list(state.resolve("payments/checkpoints"))) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private void checkpoint(String run, long id) throws IOException {
        metadata(folderOf(run).resolve("jobid/chk-" + id), id);
    }

    private void savepoint(String run, String name, long id) throws IOException {
        metadata(folderOf(run).resolve(name), id);
    }

    private static void metadata(Path snapshot, long id) throws IOException {
        Files.createDirectories(snapshot);
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(snapshot.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
        }
    }
}
