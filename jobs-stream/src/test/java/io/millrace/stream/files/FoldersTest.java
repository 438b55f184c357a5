package io.millrace.stream.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.core.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    private Path folder;

    @Test
    void what_goes_while_a_folder_is_listed_hides_nothing_that_stays() throws Exception {
        for (int child = 0; child < 20; child++) {
            Files.createFile(folder.resolve("stays-" + child));
        }
        AtomicBoolean listed = new AtomicBoolean();
        CompletableFuture<Void> coming = CompletableFuture.runAsync(() -> comeAndGo(listed));
        try {
            for (int round = 0; round < 2000; round++) {
                assertThat(names())
                        .filteredOn(name -> name.startsWith("stays-"))
                        .hasSize(20);
            }
        } finally {
            listed.set(true);
            coming.get();
        }
    }

    @Test
    void a_folder_that_is_not_there_has_no_children() throws Exception {
        assertThat(Folders.list(
                        new org.apache.flink.core.fs.Path(folder.resolve("none").toUri())))
                .isEmpty();
    }

    private List<String> names() throws Exception {
        return Folders.list(new org.apache.flink.core.fs.Path(folder.toUri())).stream()
                .map(FileStatus::getPath)
                .map(org.apache.flink.core.fs.Path::getName)
                .toList();
    }

    private void comeAndGo(AtomicBoolean enough) {
        try {
            while (!enough.get()) {
                Path child = Files.createDirectory(folder.resolve("goes"));
                Thread.onSpinWait();
                Files.delete(child);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
