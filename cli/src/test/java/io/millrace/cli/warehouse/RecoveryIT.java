package io.millrace.cli.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do at two in the morning, as they type it. */
@Timeout(300)
final class RecoveryIT {

    private static final String EVERYTHING = """
            with tables as (
                select 'facts' as name, t::varchar as line from (select * exclude (load_timestamp) from transaction_fact) as t
                union all
                select 'accounts', t::varchar from account_dimension as t
                union all
                select 'summary', t::varchar from (select * exclude (as_of) from transaction_daily_summary) as t
                union all
                select 'rejects', t::varchar from (select * exclude (as_of) from rejects_daily) as t
                union all
                select 'files', t::varchar from (select lake_path, rows, state from ledger.files) as t
            )
            select name, count(*) as lines, md5(string_agg(line, chr(10) order by line)) as content
            from tables
            group by name
            order by name
            """;
    private static final String WORKING = ".millrace/warehouse/work/warehouse.duckdb";
    private static final String CURRENT = ".millrace/warehouse/published/current.duckdb";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private GeneratedLake lake;

    @BeforeAll
    static void generate() throws Exception {
        new GeneratedLake(shared).stream(1, 400);
    }

    @BeforeEach
    void copy() throws IOException {
        copy(shared.resolve(".millrace/lake"), folder.resolve(".millrace/lake"));
        lake = new GeneratedLake(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void a_bad_file_is_put_aside_the_rest_is_loaded_and_it_follows_once_it_is_repaired() throws Exception {
        Path bad = lake.clean().get(0);
        byte[] whole = Files.readAllBytes(bad);
        Files.write(bad, Arrays.copyOf(whole, whole.length - 9));
        String path = folder.resolve(".millrace/lake").relativize(bad).toString();
        Launched first = lake.said(3, "finalize");
        assertThat(first.err()).contains("put aside: " + path + ": it does not end as a Parquet file");
        assertThat(first.out())
                .contains("in quarantine: 1 file; repair, then: millrace finalize --retry-quarantined", "version 1");
        assertThat(lake.asked("select count(*) as n from ledger.files where state = 'LOADED' and zone = 'clean'"))
                .isEqualTo("n\n" + (lake.clean().size() - 1) + "\n");
        assertThat(lake.said(0, "finalize").out()).contains("loaded: 0 files", "in quarantine: 1 file");
        assertThat(lake.said(3, "finalize", "--retry-quarantined").err()).contains("put aside: " + path);

        Files.write(bad, whole);
        assertThat(lake.said(0, "finalize", "--retry-quarantined").out())
                .contains("loaded: 1 file, ")
                .doesNotContain("in quarantine");
        String repaired = lake.asked(EVERYTHING);
        lake.said(0, "finalize", "--warehouse", "other");
        assertThat(lake.said(0, "query", "--warehouse", "other", EVERYTHING).out())
                .isEqualTo(repaired);
    }

    @Test
    @Tag("slow")
    void a_rebuild_gives_the_same_accounts_and_tables_and_takes_the_place_of_the_old_file() throws Exception {
        lake.said(0, "finalize");
        String before = lake.asked(EVERYTHING);
        Object file = Files.getAttribute(folder.resolve(WORKING), "unix:ino");
        Launched rebuild = lake.said(0, "finalize", "--rebuild");
        assertThat(rebuild.out()).contains("loaded: ", "published: version 2");
        assertThat(Files.getAttribute(folder.resolve(WORKING), "unix:ino")).isNotEqualTo(file);
        assertThat(folder.resolve(WORKING).resolveSibling("rebuild.duckdb")).doesNotExist();
        assertThat(lake.asked(EVERYTHING)).isEqualTo(before);
        assertThat(lake.said(0, "finalize").out()).contains("loaded: 0 files", "published: version 2");
    }

    @Test
    @Tag("slow")
    void a_working_file_that_does_not_open_is_built_again_while_the_last_version_serves() throws Exception {
        lake.said(0, "finalize");
        String before = lake.asked(EVERYTHING);
        Files.writeString(folder.resolve(WORKING), "rubbish".repeat(9_999));
        Process load = Launched.builder(folder, "finalize")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        load.getOutputStream().close();
        int asked = 0;
        do {
            assertThat(folder.resolve(CURRENT)).as("the pointer").exists();
            assertThat(lake.asked(EVERYTHING)).isEqualTo(before);
            asked++;
        } while (load.isAlive());
        assertThat(load.waitFor()).isZero();
        assertThat(asked).isGreaterThan(1);
        assertThat(Files.readString(folder.resolve("said"), StandardCharsets.UTF_8))
                .contains(
                        "the working file does not open: ",
                        "it is kept as ",
                        "the warehouse is built again from the zones, while the version published last goes on serving",
                        "published: version 2");
        assertThat(lake.asked(EVERYTHING)).isEqualTo(before);
        assertThat(folder.resolve(WORKING).resolveSibling("broken.duckdb")).hasSize(7 * 9_999);
    }

    @Test
    void a_check_that_fails_keeps_the_last_version_and_tells_the_rows_masked_and_where_to_look() throws Exception {
        Path flag = folder.resolve("flag");
        copy(Called.home().resolve("sql"), folder.resolve("sql"));
        Files.writeString(folder.resolve("sql/checks/nobody_is_looked_for.sql"), """
                -- purpose: Nobody is looked for.
                -- inputs: account_dimension
                -- look: the folder %1$s
                -- scope: whole
                select account_id, masked_account_number
                from account_dimension
                where exists (select 1 from glob('%1$s/flag'))
                """.formatted(folder));
        lake.said(0, "finalize");
        String before = lake.asked(EVERYTHING);
        Files.createFile(flag);
        lake.stream(2, 60);

        Launched failed = lake.said(3, "finalize");
        assertThat(failed.err())
                .contains(
                        "the check nobody_is_looked_for does not hold; the load was rolled back, the version published"
                                + " last stays",
                        "account_id  masked_account_number",
                        "the folder " + folder)
                .containsPattern("\\d+ +\\*{4}[0-9A-Z]{4}\n");
        assertThat(failed.err().lines().filter(line -> line.contains("****")))
                .as("rows shown")
                .hasSize(10);
        assertThat(lake.asked(EVERYTHING)).isEqualTo(before);
        assertThat(lake.said(4, "audit").out())
                .containsPattern(
                        "the check nobody_is_looked_for does not hold: \\[account_id, masked_account_number\\]: "
                                + "\\[\\d+, \\*{4}[0-9A-Z]{4}\\]; see the folder " + folder);
        assertThat(lake.said(4, "audit", "--output", "json").out())
                .containsPattern("\"failed_checks\" : \\[\\s+\\{\\s+\"check\" : \"nobody_is_looked_for\"");

        Files.delete(flag);
        assertThat(lake.said(0, "finalize").out()).contains("published: version 2");
        assertThat(lake.said(0, "audit").out()).contains("in facts").doesNotContain("not loaded yet", "does not hold");
    }
}
