package io.millrace.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import io.millrace.zones.Lake;
import io.millrace.zones.run.InputSize;
import io.millrace.zones.run.RunPlace;
import io.millrace.zones.run.Staging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of bounded runs, with the plainest of runners. */
final class BatchTest {

    private static final String CLEAN = "{\"transaction_id\":1,\"source_system\":\"cards\",\"account_number\":"
            + "\"DE44500105175407323000\",\"account_type\":\"CREDIT\",\"customer_region\":\"Bayern\",\"amount\":12.55,"
            + "\"currency\":\"EUR\",\"status\":\"COMPLETED\",\"processing_duration\":1.5,"
            + "\"timestamp\":\"2025-04-06T10:00:00Z\"}";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeInput() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/2025-04-06.ndjson"), CLEAN + "\n" + CLEAN + "\nbad\n");
    }

    private Called batch(String... further) throws IOException {
        return run("rows", further);
    }

    private Called run(String runner, String... further) throws IOException {
        Path key = Files.writeString(folder.resolve("mask.key"), "0123456789abcdef\n");
        List<String> args = new ArrayList<>(
                List.of("batch", "transactions", "--input", "data", "--runner", runner, "--mask-key", "k1=" + key));
        args.addAll(Arrays.asList(further));
        return Called.in(folder, args.toArray(String[]::new));
    }

    @Test
    void the_summary_adds_up_and_says_where_to_look_next() throws IOException {
        Called called = batch();
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        assertThat(called.out().lines())
                .anyMatch(line -> line.equals("transactions: 3 read = 1 clean + 1 rejected + 1 duplicate"))
                .anyMatch(line -> line.equals("  reasons: MALFORMED 1, DUPLICATE 1"))
                .anyMatch(line -> line.startsWith("finished after ") && line.endsWith("(run 000001, rows)"))
                .anyMatch(line -> line.equals("proof: millrace audit --lake " + folder + "/.millrace/lake/"));
    }

    @Test
    void the_json_summary_is_one_object_with_the_agreed_members() throws IOException {
        JsonNode json = json(batch("--output", "json"));
        assertThat(json.get("run").textValue()).isEqualTo("000001");
        assertThat(json.get("runner").textValue()).isEqualTo("rows");
        assertThat(json.get("read").intValue()).isEqualTo(3);
        assertThat(json.at("/codes/MALFORMED").intValue()).isEqualTo(1);
        assertThat(json.get("files").intValue()).isEqualTo(3);
        assertThat(json.get("nothing_new").booleanValue()).isFalse();
    }

    @Test
    void the_same_again_says_that_nothing_is_new() throws IOException {
        batch();
        Called again = batch();
        assertThat(again.exit()).isEqualTo(Exit.OK);
        assertThat(again.out()).startsWith("nothing is new: 1 file read before, by run 000001 (--force");
        JsonNode json = json(batch("--output", "json"));
        assertThat(json.get("nothing_new").booleanValue()).isTrue();
        assertThat(json.at("/read_by/0").textValue()).isEqualTo("000001");
    }

    @Test
    void by_force_the_files_are_read_again_in_place_of_then() throws IOException {
        batch();
        assertThat(batch("--force").out()).contains("in place of run 000001");
        Called list = Called.in(folder, "runs", "list", "transactions");
        assertThat(list.out().lines()).hasSize(2);
        assertThat(list.out()).contains("000001  replaced", "000002  counts");
    }

    @Test
    void a_run_is_shown_with_what_it_read_and_made() throws IOException {
        batch();
        Called show = Called.in(folder, "runs", "show", "transactions", "000001");
        assertThat(show.out())
                .contains("run 000001 of transactions, transactions@1, counts")
                .contains("2025-04-06.ndjson")
                .contains("raw/transactions/dt=2025-04-06/run-000001-");
        JsonNode json = json(Called.in(folder, "runs", "show", "transactions", "000001", "--output", "json"));
        assertThat(json.at("/inputs/0/records").intValue()).isEqualTo(3);
        assertThat(Called.in(folder, "runs", "show", "transactions", "000002").err())
                .contains("there is no run 000002", "did you mean 000001?");
    }

    @Test
    void rubbish_is_listed_and_swept_and_never_under_a_run_at_work() throws Exception {
        Path left = folder.resolve(".millrace/lake/raw/transactions/dt=2025-04-06/run-000001-dead-00000.ndjson.zst");
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[10]);
        assertThat(Called.in(folder, "runs", "list", "transactions").out()).contains("1 file left by dead runs");
        Lake lake = new Lake(folder.resolve(".millrace/lake").toUri());
        try (Staging other = Staging.take(RunPlace.here(lake), "transactions", "another")) {
            assertThat(other).isNotNull();
            assertThat(Called.in(folder, "runs", "sweep", "transactions").exit())
                    .isEqualTo(Exit.TRY_AGAIN);
            assertThat(Called.in(folder, "runs", "list", "transactions").out()).contains("at work: another");
            assertThat(batch().exit()).isEqualTo(Exit.TRY_AGAIN);
        }
        assertThat(Called.in(folder, "runs", "sweep", "transactions").out()).isEqualTo("deleted 1 file, 10 bytes\n");
        assertThat(left).doesNotExist();
    }

    @Test
    void which_engine_auto_is_depends_on_how_much_there_is_to_read() throws IOException {
        assertThat(run("auto", "--choose-runner").out()).isEqualTo("duckdb\n");
        assertThat(run("auto", "--choose-runner", "--master", "spark://h:7077").out())
                .isEqualTo("spark\n");
        Files.writeString(folder.resolve("data/more.ndjson"), (CLEAN + "\n").repeat(3));
        assertThat(run("auto", "--choose-runner", "--spark-from", "1 KiB").out())
                .isEqualTo("spark\n");
        assertThat(run("auto", "--choose-runner", "--spark-from", "1 MiB").out())
                .isEqualTo("duckdb\n");
        assertThat(run("auto", "--spark-from", "some").err()).contains("is not a size such as 512 MiB");
        assertThat(run("auto", "--input", "nothing").err()).contains("there is no file");
    }

    @Test
    void days_of_raw_are_as_large_as_their_text() throws IOException {
        batch();
        assertThat(reprocess("--choose-runner").out()).isEqualTo("duckdb\n");
        assertThat(reprocess("--choose-runner", "--spark-from", "1 KiB").out()).isEqualTo("spark\n");
    }

    private Called reprocess(String... further) throws IOException {
        List<String> args = new ArrayList<>(List.of("reprocess", "transactions", "--from", "2025-04-06"));
        args.addAll(List.of("--to", "2025-04-06", "--reason", "test", "--runner", "auto"));
        args.addAll(List.of("--mask-key", "k1=" + folder.resolve("mask.key")));
        args.addAll(Arrays.asList(further));
        return Called.in(folder, args.toArray(String[]::new));
    }

    @Test
    void why_an_engine_was_chosen_is_said() {
        EngineChoice small = EngineChoice.bySize(new InputSize(2, 10 << 20, 60 << 20), 1L << 30);
        assertThat(small.told())
                .hasValue("runner duckdb: 2 files, 10.0 MiB, about 60.0 MiB of text, are less than the 1.0 GiB of"
                        + " --spark-from");
        assertThat(EngineChoice.bySize(new InputSize(1, 1L << 30, 1L << 30), 1L << 30)
                        .told())
                .hasValue("runner spark: 1 file, 1.0 GiB, are not less than the 1.0 GiB of --spark-from");
        assertThat(EngineChoice.named("spark").told()).isEmpty();
    }

    @Test
    void mistakes_are_told_before_anything_happens() throws IOException {
        assertThat(run("duckbd").err()).contains("there is no runner duckbd", "did you mean duckdb?");
        assertThat(run("duckdb").err()).contains("is not on the class path");
        assertThat(batch("--date", "2025-02-30").err()).contains("--date 2025-02-30 is not a day");
        assertThat(batch("--input", "nothing").err()).contains("there is no file");
        assertThat(Called.in(folder, "batch", "transactions", "--input", "data", "--runner", "rows")
                        .err())
                .contains("transactions masks account_number", "openssl rand");
        assertThat(Called.in(folder, "runs").exit()).isEqualTo(Exit.USAGE);
    }

    private static JsonNode json(Called called) throws IOException {
        return new ObjectMapper().readTree(called.out());
    }
}
