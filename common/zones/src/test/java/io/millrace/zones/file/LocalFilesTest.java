package io.millrace.zones.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalFilesTest {

    private final LocalFiles files = new LocalFiles();

    @TempDir
    private Path folder;

    @Test
    void files_that_are_being_written_are_not_there() throws IOException {
        for (String name : new String[] {"b/2", "b/.part-0.inprogress", "a/1", "_tmp/3", ".x/4", "c/_SUCCESS"}) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        assertThat(files.list(folder.toUri()))
                .containsExactly(
                        new ZoneFile(folder.resolve("a/1").toUri(), 3),
                        new ZoneFile(folder.resolve("b/2").toUri(), 3));
    }

    @Test
    void a_folder_that_is_not_there_has_no_files() throws IOException {
        assertThat(files.list(folder.resolve("none").toUri())).isEmpty();
    }

    @Test
    void a_file_is_created_once_and_leaves_nothing_beside_it() throws IOException {
        URI file = folder.resolve("runs/x.json").toUri();
        files.create(file, new byte[] {1});
        assertThatThrownBy(() -> files.create(file, new byte[] {2})).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Path.of(file)).hasBinaryContent(new byte[] {1});
        assertThat(folder.resolve("runs")).isDirectoryContaining(path -> path.endsWith("x.json"));
        assertThat(folder.resolve("runs").toFile().list()).hasSize(1);
    }

    @Test
    void deleting_what_is_not_there_changes_nothing() throws IOException {
        URI file = folder.resolve("x").toUri();
        files.create(file, new byte[0]);
        files.delete(file);
        files.delete(file);
        assertThat(files.list(folder.toUri())).isEmpty();
    }
}
