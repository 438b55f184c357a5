package io.millrace.zones.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.row.Code;
import io.millrace.zones.Lake;
import io.millrace.zones.file.LocalFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunMarkerTest {

    private static final RunMarker MARKER = new RunMarker(
            "orders",
            "run-2",
            "orders@1",
            "flink-batch",
            new RunMarker.Tally(10, 7, 2, 1),
            List.of(
                    new RunMarker.RunFile("clean/orders/dt=2025-04-06/run-2-0.parquet", 7, 1234),
                    new RunMarker.RunFile("error/orders/dt=2025-04-06/run-2-0.ndjson", 3, 99)),
            List.of("run-1"));

    @TempDir
    private Path root;

    private final LocalFiles files = new LocalFiles();

    @Test
    void a_marker_is_read_back_as_it_was_written() throws IOException {
        MARKER.commit(files, lake());
        assertThat(RunMarker.read(files, place())).isEqualTo(MARKER);
    }

    @Test
    void what_a_run_read_and_met_is_read_back_as_well() throws IOException {
        RunMarker whole = new RunMarker(
                "orders",
                "run-2",
                "orders@1",
                "flink-batch",
                new RunMarker.Tally(10, 7, 2, 1),
                List.of(),
                List.of(),
                List.of("clean/orders/dt=2025-04-06/part-1.parquet", "error/orders/dt=2025-04-06/run-1-1.ndjson"),
                Optional.of(new RunMarker.Days(LocalDate.of(2025, 4, 6), LocalDate.of(2025, 5, 1))),
                List.of(
                        new RunMarker.RunInput("a/\u017d \"x\".ndjson", 10, 1_743_933_600_000_001L, 0xFFFF_FFFFL, 4),
                        new RunMarker.RunInput("b", 0, -1, 0, 0)),
                Map.of(Code.MISSING, 2L, Code.STALE, 1L),
                Optional.of(new RunMarker.Origin(1_743_933_600_000_000L, 1234, Optional.of("the rule was wrong"))));
        whole.commit(files, lake());
        assertThat(RunMarker.read(files, place())).isEqualTo(whole);
    }

    @Test
    void another_parser_reads_the_documented_members() throws IOException {
        MARKER.commit(files, lake());
        JsonNode node = new ObjectMapper().readTree(Path.of(place()).toFile());
        assertThat(node.at("/counts/rejected").longValue()).isEqualTo(2);
        assertThat(node.at("/files/1/path").textValue()).isEqualTo("error/orders/dt=2025-04-06/run-2-0.ndjson");
        assertThat(node.at("/supersedes/0").textValue()).isEqualTo("run-1");
    }

    @Test
    void a_run_is_committed_once() throws IOException {
        MARKER.commit(files, lake());
        assertThatThrownBy(() -> MARKER.commit(files, lake())).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void a_cut_marker_is_an_error_that_names_it() throws IOException {
        MARKER.commit(files, lake());
        Path file = Path.of(place());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> RunMarker.read(files, place()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("run-2.json");
        }
    }

    private Lake lake() {
        return new Lake(root.toUri());
    }

    private URI place() {
        return lake().marker("orders", "run-2");
    }
}
