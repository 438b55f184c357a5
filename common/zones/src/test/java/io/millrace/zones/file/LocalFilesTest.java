package io.millrace.zones.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
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
        Path modified = folder.resolve("b/2");
        Files.setLastModifiedTime(modified, FileTime.from(1_700_000_000_123_456L, TimeUnit.MICROSECONDS));
        assertThat(files.list(folder.toUri()))
                .extracting(ZoneFile::uri, ZoneFile::size)
                .containsExactly(tuple(folder.resolve("a/1").toUri(), 3L), tuple(modified.toUri(), 3L));
        assertThat(files.look(modified.toUri())).isEqualTo(new ZoneFile(modified.toUri(), 3, 1_700_000_000_123_456L));
    }

    @Test
    void a_file_is_created_from_another_once() throws IOException {
        Path content = Files.write(folder.resolve("content"), new byte[] {1, 2, 3});
        URI file = folder.resolve("raw/x").toUri();
        files.create(file, content);
        Files.write(content, new byte[] {4});
        assertThatThrownBy(() -> files.create(file, content)).isInstanceOf(FileAlreadyExistsException.class);
        try (InputStream in = files.read(file)) {
            assertThat(in).hasBinaryContent(new byte[] {1, 2, 3});
        }
    }

    @Test
    void one_who_looks_for_a_file_that_is_not_there_is_told() {
        URI file = folder.resolve("none").toUri();
        assertThatThrownBy(() -> files.look(file)).isInstanceOf(NoSuchFileException.class);
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
