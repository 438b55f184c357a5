package io.millrace.cli.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.Launched;
import io.millrace.cli.audit.SmallLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** finalize, tables and query as a person types them: the real launcher and the real engine. */
@Timeout(300)
final class WarehouseVerbsIT {

    private static final String BY_CODE = "select code, records from rejects_daily";

    @TempDir
    private static Path folder;

    private static Instant between;

    /** Version 1 has three rejected records, version 2 five. */
    @BeforeAll
    static void publish_two_versions() throws Exception {
        SmallLake lake = new SmallLake(folder.resolve(".millrace/lake"));
        lake.raw(0, 1, 2).rejected(0, 1, 2);
        Launched first = millrace("finalize");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("loaded: 1 file, 3 rows", "published: version 1");
        assertThat(first.err()).as("lines of single loads belong to --follow").isEmpty();
        between = Instant.now();
        lake.rejectedAgain("part-1", 3, 4);
        assertThat(millrace("finalize").out()).contains("published: version 2");
    }

    @Test
    void tables_says_what_there_is_how_much_how_fresh_and_what_a_row_is() throws Exception {
        Launched tables = millrace("tables", "--purpose");
        assertThat(tables.exit()).as(tables.err()).isZero();
        assertThat(tables.out())
                .containsPattern("object +kind +rows +last change +grain\n")
                .containsPattern("error_fact +fact +5 +[0-9.]+ s ago +one row per ")
                .containsPattern("rejects_daily +mart +\\d+ +[0-9.]+ s ago +one row per ")
                .containsPattern("transaction_view +view +· +· +one row per ")
                .contains("    Transactions by day and the account's region");
        JsonNode objects = new ObjectMapper()
                .readTree(millrace("tables", "--output", "json").out())
                .path("objects");
        assertThat(objects)
                .hasSizeGreaterThan(10)
                .allSatisfy(object -> assertThat(object.path("grain").asText()).startsWith("one row per "));
    }

    @Test
    void an_answer_for_a_program_is_tab_separated() throws Exception {
        assertThat(millrace("query", BY_CODE).out()).isEqualTo("code\trecords\nEMPTY\t5\n");
    }

    @Test
    void an_answer_takes_the_form_that_is_asked_for() throws Exception {
        assertThat(millrace("query", "--format", "csv", "select 'a,b' as x, 1.50 as y, null as z, '' as e")
                        .out())
                .isEqualTo("x,y,z,e\n\"a,b\",1.50,,\"\"\n");
        assertThat(millrace("query", "--format", "table", BY_CODE).out()).isEqualTo("code   records\nEMPTY        5\n");
        assertThat(new ObjectMapper()
                        .readTree(millrace("query", "--format", "json", BY_CODE).out())
                        .toString())
                .isEqualTo("[{\"code\":\"EMPTY\",\"records\":5}]");
        assertThat(millrace("query", "--format", "parquet", BY_CODE + ";").out())
                .startsWith("PAR1")
                .endsWith("PAR1");
    }

    @Test
    void a_question_comes_from_a_file() throws Exception {
        Files.writeString(folder.resolve("question.sql"), "-- by code\n" + BY_CODE + "\n");
        assertThat(millrace("query", "-f", "question.sql").out()).isEqualTo("code\trecords\nEMPTY\t5\n");
        Launched missing = millrace("query", "-f", "no.sql");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("the question cannot be read from no.sql");
    }

    @Test
    void a_mistake_is_shown_at_its_place() throws Exception {
        for (String format : List.of("tsv", "parquet")) {
            Launched mistake = millrace("query", "--format", format, "select code, recrds from rejects_daily");
            assertThat(mistake.exit()).isEqualTo(2);
            assertThat(mistake.out()).isEmpty();
            List<String> lines = mistake.err().lines().toList();
            int shown = lines.indexOf("  LINE 1: select code, recrds from rejects_daily");
            assertThat(shown).as(mistake.err()).isPositive();
            assertThat(lines.get(shown + 1).indexOf('^'))
                    .isEqualTo(lines.get(shown).indexOf("recrds"));
        }
    }

    @Test
    void kept_versions_are_asked_by_number_and_by_time() throws Exception {
        String sum = "select sum(records) as n from rejects_daily";
        assertThat(millrace("query", sum).out()).isEqualTo("n\n5\n");
        assertThat(millrace("query", "--version", "1", sum).out()).isEqualTo("n\n3\n");
        assertThat(millrace("query", "--at", between.toString(), sum).out()).isEqualTo("n\n3\n");
        Launched gone = millrace("query", "--version", "7", sum);
        assertThat(gone.exit()).isEqualTo(2);
        assertThat(gone.err()).contains("that version is not kept; there are 1 (", "finalize --keep N --keep-for TIME");
    }

    @Test
    @Tag("slow")
    void as_many_versions_are_kept_as_is_said_and_the_young_ones() throws Exception {
        Path own = Files.createDirectory(folder.resolve("keep"));
        SmallLake lake = new SmallLake(own.resolve(".millrace/lake"));
        for (long load = 1; load <= 4; load++) {
            lake.rejectedAgain("part-" + load, load);
            assertThat(Launched.in(own, "finalize", "--keep", "1").exit()).isZero();
        }
        assertThat(versions(own)).as("one, and one to be written over").isEqualTo("0000000003 0000000004");
        for (long load = 5; load <= 6; load++) {
            lake.rejectedAgain("part-" + load, load);
            assertThat(Launched.in(own, "finalize", "--keep", "1", "--keep-for", "1 h")
                            .exit())
                    .isZero();
        }
        assertThat(versions(own)).isEqualTo("0000000003 0000000004 0000000005 0000000006");
        assertThat(Launched.in(own, "query", "--version", "4", "select sum(records) as n from rejects_daily")
                        .out())
                .isEqualTo("n\n4\n");
        assertThat(Launched.in(own, "finalize", "--keep-for", "soon").err()).contains("--keep-for soon is not a time");
    }

    private static String versions(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own.resolve(".millrace/warehouse/published"))) {
            return files.map(file -> file.getFileName().toString().replace(".duckdb", ""))
                    .filter(name -> name.matches("[0-9]+"))
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    @Test
    void time_and_memory_are_bounded() throws Exception {
        Launched slow = millrace(
                "query",
                "--timeout",
                "300 ms",
                "select sum(a.range * b.range) from range(10000000) a, range(10000000) b");
        assertThat(slow.exit()).as(slow.err()).isEqualTo(75);
        assertThat(slow.err()).contains("the answer took longer than 300 ms (--timeout)");
        Launched large = millrace("query", "--memory", "30MB", "select list(range) from range(30000000)");
        assertThat(large.exit()).as(large.err()).isEqualTo(75);
        assertThat(large.err()).contains("give the query more: --memory 4GB");
    }

    @Test
    void a_table_on_a_terminal_goes_through_the_pager() throws Exception {
        String command = "PAGER='cat > paged.txt' " + quoted(launcher()) + " query " + quoted(BY_CODE);
        if (new ProcessBuilder("which", "script").start().waitFor() != 0) {
            System.err.println("SKIPPED, because script is not installed here: " + command);
            return;
        }
        ProcessBuilder terminal = Launched.builder(folder).command("script", "-qec", command, "/dev/null");
        terminal.environment().put("NO_COLOR", "1");
        Process process = terminal.redirectErrorStream(true).start();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(shown).isZero();
        assertThat(folder.resolve("paged.txt")).hasContent("code   records\nEMPTY        5");
        assertThat(shown).contains("1 row").doesNotContain("EMPTY");
    }

    private static String launcher() {
        return Launched.builder(folder).command().get(0);
    }

    private static String quoted(String word) {
        return "'" + word + "'";
    }

    private static Launched millrace(String... words) throws IOException, InterruptedException {
        return Launched.in(folder, words);
    }
}
