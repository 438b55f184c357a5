package io.millrace.zones.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.pipeline.run.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InputListingTest {

    @TempDir
    private Path folder;

    @Test
    void names_are_relative_to_the_folder_before_the_first_wildcard() throws Exception {
        file("in/a/x.ndjson");
        file("in/b/y.ndjson");
        assertThat(sources("in/*/*.ndjson")).containsExactlyInAnyOrder("a/x.ndjson", "b/y.ndjson");
        assertThat(sources("in/a/*")).containsExactly("x.ndjson");
        assertThat(sources("in")).containsExactlyInAnyOrder("a/x.ndjson", "b/y.ndjson");
        assertThat(sources("in/a/x.ndjson")).containsExactly("x.ndjson");
    }

    @Test
    void a_star_stays_in_its_folder_and_two_go_below() throws Exception {
        file("in/x.ndjson");
        file("in/a/b/y.ndjson");
        assertThat(sources("in/*.ndjson")).containsExactly("x.ndjson");
        assertThat(sources("in/**.ndjson")).containsExactlyInAnyOrder("x.ndjson", "a/b/y.ndjson");
    }

    @Test
    void hidden_names_are_passed_over_unless_written_out() throws Exception {
        file("in/.x.crc");
        file("in/_SUCCESS");
        file("in/_temporary/0/part");
        file("in/part");
        assertThat(sources("in")).containsExactly("part");
        assertThat(sources("in/_SUCCESS")).containsExactly("_SUCCESS");
    }

    @Test
    void a_file_that_two_patterns_name_is_there_once() throws Exception {
        file("in/x");
        Files.createSymbolicLink(folder.resolve("in/z"), folder.resolve("in/x"));
        assertThat(sources("in/*", "in/x")).hasSize(1);
    }

    @Test
    void two_files_cannot_have_the_same_positions() throws Exception {
        file("a/x");
        file("b/x");
        assertThatThrownBy(() -> sources("a/x", "b/x"))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("would both be x");
    }

    @Test
    void a_pattern_that_names_nothing_is_a_mistake() throws Exception {
        file("in/x");
        assertThatThrownBy(() -> sources("in/*.gz")).hasMessageContaining("no file matches");
        assertThatThrownBy(() -> sources("in/y")).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> sources("out/*")).hasMessageContaining("there is no folder");
    }

    @Test
    void a_name_with_a_control_character_is_refused() throws Exception {
        file("in/a\nb");
        assertThatThrownBy(() -> sources("in")).hasMessageContaining("control character");
    }

    @Test
    void a_name_that_is_not_utf_8_is_refused() throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", "mkdir in && printf x > in/$'a\\xff'")
                .directory(folder.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
        assertThatThrownBy(() -> sources("in")).hasMessageContaining("not UTF-8");
    }

    @Test
    void names_of_any_letters_are_kept() throws Exception {
        file("in/Žluť 😀%20.ndjson");
        assertThat(sources("in")).containsExactly("Žluť 😀%20.ndjson");
    }

    @Test
    void the_date_in_the_path_is_the_source_time_and_the_innermost_decides() throws Exception {
        file("2025-01-01/dt=2025-04-06/x-2025-05-05.ndjson");
        file("2025-01-01/log-2025-03-04.ndjson");
        assertThat(times("2025-01-01/dt=2025-04-06/*")).containsExactly(Instant.parse("2025-04-06T00:00:00Z"));
        assertThat(times("2025-01-01/log*")).containsExactly(Instant.parse("2025-03-04T00:00:00Z"));
    }

    @Test
    void without_a_date_it_is_when_the_file_was_modified() throws Exception {
        Path file = file("in/12025-04-06/2025-13-01.ndjson");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-29T12:00:00.123456789Z")));
        assertThat(times("in")).containsExactly(Instant.parse("2024-02-29T12:00:00.123456Z"));
    }

    @Test
    void a_given_date_holds_for_all() throws Exception {
        file("in/dt=2025-04-06/x");
        List<InputFile> found =
                InputListing.of(List.of(folder.resolve("in").toString()), Optional.of(LocalDate.of(2020, 2, 2)));
        assertThat(found.get(0).sourceTime()).isEqualTo(1_580_601_600_000_000L);
    }

    @Test
    void files_come_by_source_time_and_then_by_the_bytes_of_their_names() throws Exception {
        file("in/dt=2025-04-07/a");
        file("in/dt=2025-04-06/\uFFFF");
        file("in/dt=2025-04-06/😀");
        file("in/dt=2025-04-06/b");
        file("in/dt=2025-04-06/B");
        assertThat(sources("in"))
                .containsExactly(
                        "dt=2025-04-06/B",
                        "dt=2025-04-06/b",
                        "dt=2025-04-06/\uFFFF",
                        "dt=2025-04-06/😀",
                        "dt=2025-04-07/a");
    }

    private Path file(String name) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "{}\n");
    }

    private List<String> sources(String... patterns) throws IOException, RunFailure {
        return list(patterns).stream().map(InputFile::source).toList();
    }

    private List<Instant> times(String... patterns) throws IOException, RunFailure {
        return list(patterns).stream()
                .map(file -> Instant.ofEpochSecond(0, Math.multiplyExact(file.sourceTime(), 1_000L)))
                .toList();
    }

    private List<InputFile> list(String... patterns) throws IOException, RunFailure {
        List<String> absolute = Arrays.stream(patterns)
                .map(pattern -> folder.resolve(pattern).toString())
                .toList();
        return InputListing.of(absolute, Optional.empty());
    }
}
