package io.millrace.zones;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import io.millrace.zones.run.RunMarker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/reference/zones.md. */
final class ZonesReferenceTest {

    private static final Pattern EXAMPLE = Pattern.compile("```sql\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path root;

    private SampleLake zones() {
        return new SampleLake(root);
    }

    @Test
    void every_query_gives_the_rows_that_are_shown() throws IOException, SQLException {
        writeTenRecords();
        Matcher example = EXAMPLE.matcher(page());
        int examples = 0;
        while (example.find()) {
            String sql = example.group(1).replace("'lake/", "'" + root + "/");
            List<Path> runs = sql.contains("/runs/") ? writeRuns() : List.of();
            assertThat(DuckDbTest.query(sql))
                    .as(sql)
                    .isEqualTo(example.group(2).lines().toList());
            examples++;
            for (Path file : runs) {
                Files.delete(file);
            }
        }
        assertThat(examples).isEqualTo(5);
    }

    /** A run, one that replaces it, and what is left of one that died: a row each, of which one counts. */
    private List<Path> writeRuns() throws IOException {
        List<Path> written = new ArrayList<>();
        for (int run = 1; run <= 3; run++) {
            String name = "run-00000" + run + "-0a1b2c3d-00000";
            written.add(zones().clean(name, List.of(zones().cleanRecord(SampleLake.position(9, run)))));
        }
        for (int run = 1; run <= 2; run++) {
            String path = root.relativize(written.get(run - 1)).toString();
            RunMarker marker = new RunMarker(
                    "transactions",
                    "00000" + run,
                    "transactions@1",
                    "test",
                    new RunMarker.Tally(1, 1, 0, 0),
                    List.of(new RunMarker.RunFile(path, 1, 1)),
                    run == 1 ? List.of() : List.of("000001"));
            marker.commit(new LocalFiles(), zones().lake());
            written.add(Path.of(zones().lake().marker("transactions", "00000" + run)));
        }
        return written;
    }

    @Test
    void the_lines_that_are_shown_are_lines_as_they_are_written() throws IOException {
        List<String> lines = new ArrayList<>();
        Matcher line = LINE.matcher(page());
        while (line.find()) {
            lines.add(line.group(1));
            assertThat(new ObjectMapper().readTree(line.group(1)).isObject()).isTrue();
        }
        Position position = SampleLake.position(0, 123);
        byte[] payload = "{\"transaction_id\":123}".getBytes(StandardCharsets.UTF_8);
        LineBuffer buffer = new LineBuffer();
        RawLine.write(
                new SourceRecord(position, SampleLake.TIME, "k".getBytes(StandardCharsets.UTF_8), List.of(), payload),
                buffer);
        assertThat(lines.get(0)).isEqualTo(text(buffer));
        buffer.clear();
        new ErrorLine(zones().plan()).write(zones().rejected(SampleLake.position(0, 7)), buffer);
        assertThat(lines.get(1)).isEqualTo(text(buffer));
        assertThat(lines).hasSize(2);
    }

    private void writeTenRecords() throws IOException {
        List<SourceRecord> raw = new ArrayList<>();
        List<CleanRecord> clean = new ArrayList<>();
        for (long offset = 0; offset < 10; offset++) {
            Position position = SampleLake.position(0, offset);
            raw.add(SampleLake.source(position));
            if (offset < 7) {
                clean.add(zones().cleanRecord(position));
            }
        }
        List<ErrorRecord> errors = List.of(
                zones().rejected(SampleLake.position(0, 7)),
                zones().rejected(SampleLake.position(0, 8)),
                zones().duplicate(SampleLake.position(0, 9), SampleLake.position(0, 0)));
        zones().raw("part-0", raw);
        zones().clean("part-0", clean);
        zones().error("part-0", errors);
    }

    private static String text(LineBuffer buffer) {
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    private static String page() throws IOException {
        return Files.readString(Path.of(System.getProperty("millrace.home"), "docs", "reference", "zones.md"));
    }
}
