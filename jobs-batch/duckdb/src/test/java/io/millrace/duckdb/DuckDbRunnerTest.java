package io.millrace.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.testkit.contract.RowRunner;
import io.millrace.testkit.contract.Silence;
import io.millrace.testkit.fixture.Fixtures;
import io.millrace.zones.input.InputListing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lake that the runner writes is that of the plainest runner, line by line. */
class DuckDbRunnerTest {

    private static final Optional<LocalDate> DATE = Optional.of(LocalDate.of(2025, 4, 6));
    private static final List<MaskKey> KEYS = Fixtures.KEYS;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "user_activity", "orders"})
    void generated_records_leave_by_the_same_doors(String dataset) throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        Files.write(input.resolve("a.ndjson"), Datasets.lines(dataset, 0, 4_000));
        Files.write(input.resolve("b.ndjson"), Datasets.lines(dataset, 3_000, 2_500));

        BoundedResult result = agrees(Datasets.plan(dataset), input, List.of());

        assertThat(result.counts().read()).isGreaterThan(6_000);
        assertThat(result.counts().duplicate()).isGreaterThan(900);
        assertThat(result.routed().orElseThrow()).isLessThan(result.counts().read() / 2);
    }

    @Test
    void files_of_every_kind_are_read_to_the_byte() throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        byte[] lines = Datasets.lines("transactions", 0, 300);
        write(input, "*[odd] 'name'?.ndjson", lines);
        write(input, "crlf", new String(lines, StandardCharsets.ISO_8859_1).replace("\n", "\r\n"));
        write(
                input,
                "blank",
                "\n \n\t \n" + new String(lines, StandardCharsets.ISO_8859_1).replace("\n", "\n\n\r\n \t\r\n"));
        write(input, "space", "\f\n\r\r\n\u000b\n \r \n" + new String(lines, StandardCharsets.ISO_8859_1) + "\r");
        write(input, "mark", "\u00ef\u00bb\u00bf" + new String(lines, StandardCharsets.ISO_8859_1));
        write(input, "noise", "\u0000\n{\u0000}\n\"\n{\"a\":\"\r\"}\n{}\n[]\n{}{}\n{\n}\n\u00ff\n,\n");
        write(input, "empty", "");
        write(input, "end", "{\"transaction_id\":1}");
        write(input, "plain.zst", Zstd.compress(lines));
        write(input, "plain.gz", gzip(lines, lines));

        BoundedResult result = agrees(Datasets.plan("transactions"), input, List.of());

        assertThat(result.counts().read()).isGreaterThan(2_400);
    }

    @Test
    void a_line_longer_than_duckdb_reads_is_left_to_the_row_engine_with_its_file() throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        write(
                input,
                "long",
                "{\"transaction_id\":1,\"source_system\":\"" + "x".repeat(40 << 20) + "\"}\n"
                        + new String(Datasets.lines("transactions", 0, 50), StandardCharsets.ISO_8859_1));

        BoundedResult result = agrees(Datasets.plan("transactions"), input, List.of());

        assertThat(result.routed().orElseThrow()).isEqualTo(result.counts().read());
    }

    @Test
    void many_files_keep_their_order() throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        for (int index = 0; index < 60; index++) {
            write(input, "part" + index, Datasets.lines("orders", index * 40L, 1 + (index * 37) % 120));
        }

        agrees(Datasets.plan("orders"), input, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "orders"})
    void rows_that_the_lake_holds_come_before_all_others(String dataset) throws Exception {
        Plan plan = Datasets.plan(dataset);
        byte[] earlier = Datasets.lines(dataset, 0, 3_000);
        byte[] later = Datasets.lines(dataset, 2_000, 3_000);
        Path both = Files.createDirectories(folder.resolve("both"));
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("second"));
        write(both, "a", earlier);
        write(both, "b", later);
        write(first, "a", earlier);
        write(second, "b", later);
        Path wanted = Files.createDirectories(folder.resolve("wanted"));
        Path held = Files.createDirectories(folder.resolve("held"));
        Path found = Files.createDirectories(folder.resolve("found"));
        run(new RowRunner(), plan, both, List.of(), wanted);
        run(new DuckDbRunner(), plan, first, List.of(), held);
        BoundedResult again = run(new DuckDbRunner(), plan, first, cleanFiles(held), folder.resolve("again"));

        BoundedResult result = run(new DuckDbRunner(), plan, second, cleanFiles(held), found);

        LakeContents contents = LakeContents.read(found.resolve("lake"), plan);
        LakeContents expected = LakeContents.read(wanted.resolve("lake"), plan);
        same(contents.clean(), ofSource("b", expected.clean()));
        same(contents.errors(), ofSource("b", expected.errors()));
        assertThat(result.counts().duplicate()).isGreaterThan(900);
        assertThat(LakeContents.read(folder.resolve("again").resolve("lake"), plan))
                .as("a held row at a position of the input is no predecessor")
                .isEqualTo(LakeContents.read(held.resolve("lake"), plan));
        assertThat(again.counts().clean()).isGreaterThan(2_000);
    }

    private static List<URI> cleanFiles(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place.resolve("lake").resolve("clean"))) {
            return files.filter(Files::isRegularFile).map(Path::toUri).toList();
        }
    }

    private static List<String> ofSource(String source, List<String> lines) {
        return lines.stream()
                .filter(line ->
                        line.startsWith("message") || line.matches("(?s)[^\\[]*Position\\[source=" + source + ",.*"))
                .toList();
    }

    /** Runs both and compares all that they wrote and said. */
    private BoundedResult agrees(Plan plan, Path input, List<URI> held) throws Exception {
        Path wanted = Files.createTempDirectory(folder, "rows");
        Path found = Files.createTempDirectory(folder, "duckdb");
        BoundedResult rows = run(new RowRunner(), plan, input, held, wanted);
        BoundedResult duckdb = run(new DuckDbRunner(), plan, input, held, found);

        LakeContents expected = LakeContents.read(wanted.resolve("lake"), plan);
        LakeContents contents = LakeContents.read(found.resolve("lake"), plan);
        same(contents.clean(), expected.clean());
        same(contents.errors(), expected.errors());
        same(contents.raw(), expected.raw());
        assertThat(duckdb.counts()).isEqualTo(rows.counts());
        assertThat(duckdb.differing()).isEqualTo(rows.differing());
        return duckdb;
    }

    /** Shows only what differs. */
    private static void same(List<String> found, List<String> expected) {
        Set<String> wanted = new HashSet<>(expected);
        Set<String> there = new HashSet<>(found);
        assertThat(found.stream().filter(line -> !wanted.contains(line)).limit(3))
                .as(
                        "beside %s",
                        expected.stream()
                                .filter(line -> !there.contains(line))
                                .limit(3)
                                .toList())
                .isEmpty();
        assertThat(found).hasSameSizeAs(expected);
    }

    private static BoundedResult run(BoundedRunner runner, Plan plan, Path input, List<URI> held, Path place)
            throws Exception {
        BoundedWork work = new BoundedWork(
                plan,
                KEYS,
                new BoundedInput.Files(InputListing.of(List.of(input.toString()), DATE)),
                held,
                Files.createDirectories(place.resolve("lake")).toUri(),
                Files.createDirectories(place.resolve("scratch")).toUri(),
                new BoundedWork.Resources(2, 512L << 20));
        return runner.write(work, new Silence());
    }

    private static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(member);
            }
        }
        return out.toByteArray();
    }

    private static void write(Path folder, String name, String latin) throws IOException {
        write(folder, name, latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), Arrays.copyOf(content, content.length));
    }
}
