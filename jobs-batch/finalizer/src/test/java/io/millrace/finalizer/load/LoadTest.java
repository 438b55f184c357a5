package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.finalizer.ledger.Ledger;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.LoadRequest.From;
import io.millrace.pipeline.warehouse.LoadRequest.Quarantine;
import io.millrace.pipeline.warehouse.LoadStep;
import io.millrace.pipeline.warehouse.LoadSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTest {

    private static final String FILES =
            "select count(*), sum(rows) from ledger.files where state = 'LOADED' and zone = 'clean'";

    private static final String FACTS = "select count(*) from transaction_fact";
    private static final String ALL_FACTS =
            "select transaction_id, account_id, amount, _source, _split, _offset from transaction_fact order by all";

    private static final String ACCOUNTS = "select * from account_dimension order by all";
    private static final String SUMMARY = "select * exclude (as_of) from transaction_daily_summary order by all";
    private static final String STANDING =
            "select lake_path, run, rows, state from ledger.files where state <> 'SUPERSEDED' order by all";

    @TempDir
    private Path temp;

    private TestLake lake;
    private TestWarehouse warehouse;

    @BeforeEach
    void begin() {
        lake = new TestLake(temp.resolve("lake"));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
    }

    @Test
    void an_empty_lake_is_loaded_as_nothing() throws Exception {
        LoadSummary summary = warehouse.load();
        assertThat(summary.version()).isEmpty();
        assertThat(summary.files()).isZero();
    }

    @Test
    void committed_files_are_loaded_once_and_published() throws Exception {
        lake.stream("a", records(0, 700));
        LoadSummary first = warehouse.load();
        assertThat(first.quarantined()).isEmpty();
        assertThat(first.version()).hasValue(1);
        assertThat(warehouse.ask(FILES)).containsExactly("7|686");
        assertThat(warehouse.steps)
                .containsExactlyElementsOf(EnumSet.complementOf(
                        EnumSet.of(LoadStep.BRANCH, LoadStep.REFILL, LoadStep.REMOVE, LoadStep.SWAP)));

        LoadSummary again = warehouse.load();
        assertThat(again.files()).isZero();
        assertThat(again.version()).hasValue(1);

        lake.stream("b", records(700, 707));
        assertThat(warehouse.load().version()).hasValue(2);
        assertThat(warehouse.ask(FILES)).containsExactly("14|693");
    }

    @Test
    void records_that_were_judged_anew_are_those_of_a_warehouse_that_never_knew_others() throws Exception {
        lake.stream("a", records(0, 70));
        List<Path> files = lake.stream("b", records(70, 140));
        lake.run("000001", records(140, 210));
        warehouse.load();
        lake.runInPlaceOf(files, "000002", records(70, 105));
        warehouse.steps.clear();
        LoadSummary summary = warehouse.load();
        assertThat(warehouse.notices).isEmpty();
        assertThat(warehouse.steps).doesNotContain(LoadStep.SWAP);
        assertThat(summary.replacedFiles()).isEqualTo(files.size());
        assertThat(summary.replacedRows()).isEqualTo(70);
        assertThat(warehouse.ask(FACTS)).containsExactly("171");
        assertThat(warehouse.load().files()).isZero();
        equalsAFreshOne();
    }

    @Test
    @Tag("slow")
    void records_that_were_judged_anew_twice_between_two_loads_are_those_of_the_second_time() throws Exception {
        List<Path> files = lake.stream("a", records(0, 70));
        warehouse.load();
        List<Path> first = lake.runInPlaceOf(files, "000001", records(0, 70));
        lake.runInPlaceOf(first, "000002", records(0, 35));
        warehouse.load();
        assertThat(warehouse.notices).isEmpty();
        assertThat(warehouse.ask(FACTS)).containsExactly("35");
        equalsAFreshOne();
    }

    @Test
    @Tag("slow")
    void files_that_were_replaced_are_gone_also_when_the_run_that_replaced_them_is_put_aside() throws Exception {
        lake.stream("a", records(0, 70));
        List<Path> files = lake.stream("b", records(70, 140));
        warehouse.load();
        Path bad = lake.runInPlaceOf(files, "000001", records(70, 140)).get(0);
        byte[] whole = Files.readAllBytes(bad);
        Files.write(bad, new byte[whole.length]);
        assertThat(warehouse.load().quarantined()).isNotEmpty();
        assertThat(warehouse.ask(FACTS)).containsExactly("69");
        equalsAFreshOne();

        Files.write(bad, whole);
        assertThat(warehouse.load(From.WORKING_FILE, Quarantine.RETRY).inQuarantine())
                .isZero();
        assertThat(warehouse.ask(FACTS)).containsExactly("138");
        assertThat(warehouse.notices).isEmpty();
    }

    @Test
    @Tag("slow")
    void a_replaced_file_that_was_put_aside_is_no_longer() throws Exception {
        List<Path> files = lake.stream("a", records(0, 70));
        Files.write(files.get(3), new byte[100]);
        assertThat(warehouse.load().inQuarantine()).isEqualTo(1);
        lake.runInPlaceOf(files, "000001", records(0, 70));
        assertThat(warehouse.load().inQuarantine()).isZero();
        assertThat(warehouse.notices).isEmpty();
        equalsAFreshOne();
    }

    @Test
    void a_warehouse_whose_replaced_files_are_not_what_they_were_is_built_again() throws Exception {
        List<Path> files = lake.stream("a", records(0, 70));
        lake.stream("b", records(70, 140));
        warehouse.load();
        Files.write(files.get(0), new byte[100]);
        lake.runInPlaceOf(files, "000001", records(0, 35));
        LoadSummary summary = warehouse.load();
        assertThat(warehouse.notices)
                .singleElement()
                .asString()
                .contains("was loaded, a run has taken its place, and it cannot be read any more: it has 100 bytes")
                .contains("the warehouse is built again from the zones");
        assertThat(warehouse.steps).contains(LoadStep.SWAP);
        assertThat(summary.version().orElseThrow()).isGreaterThan(1);
        assertThat(warehouse.ask(FACTS)).containsExactly("104");
        equalsAFreshOne();
    }

    @Test
    void a_load_that_follows_takes_in_place_what_was_judged_anew() throws Exception {
        List<Path> files = lake.stream("a", records(0, 70));
        follow(() -> lake.runInPlaceOf(files, "000001", records(0, 35)));
        assertThat(warehouse.notices).isEmpty();
        assertThat(warehouse.ask(FACTS)).containsExactly("35");
    }

    @Test
    @Tag("slow")
    void a_load_that_follows_ends_when_only_the_zones_can_tell_what_is_left() throws Exception {
        List<Path> files = lake.stream("a", records(0, 70));
        assertThatThrownBy(() -> follow(() -> {
                    Files.write(files.get(0), new byte[100]);
                    lake.runInPlaceOf(files, "000001", records(0, 35));
                }))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.TRY_AGAIN))
                .hasMessageContaining("run it again: the warehouse is then built again from the zones");
        warehouse.load();
        assertThat(warehouse.ask(FACTS)).containsExactly("35");
    }

    /** Loads, lets something happen, and ends with the load after that. */
    private void follow(Happening happening) throws Exception {
        warehouse.follow(Duration.ofMillis(20), loads -> {
            if (loads == 1) {
                happening.run();
            }
            return loads == 2;
        });
    }

    /** Something that is done to the lake. */
    private interface Happening {
        void run() throws IOException;
    }

    private void equalsAFreshOne() throws Exception {
        TestWarehouse fresh = new TestWarehouse(lake.root(), temp.resolve("fresh"), TestLake.HOME.resolve("sql"));
        fresh.load(From.ZONES, Quarantine.LEAVE);
        for (String sql : List.of(ALL_FACTS, ACCOUNTS, SUMMARY, STANDING)) {
            assertThat(fresh.ask(sql)).as(sql).isEqualTo(warehouse.ask(sql));
        }
    }

    @Test
    void hidden_files_and_runs_without_marker_are_not_there() throws Exception {
        List<Path> files = lake.stream("a", records(0, 7));
        Files.copy(files.get(0), files.get(0).resolveSibling(".hidden.parquet"));
        Files.copy(files.get(0), files.get(0).resolveSibling("_hidden.parquet"));
        lake.runWithoutMarker("r1", records(7, 14));
        warehouse.load();
        assertThat(warehouse.ask(FILES)).containsExactly("7|7");
    }

    @Test
    void bad_files_are_put_aside_and_loaded_once_they_are_repaired() throws Exception {
        List<Path> files = lake.stream("a", records(0, 70));
        byte[] whole = Files.readAllBytes(files.get(3));
        Files.write(files.get(3), java.util.Arrays.copyOf(whole, whole.length - 9));
        LoadSummary summary = warehouse.load();
        assertThat(summary.quarantined()).singleElement().satisfies(file -> {
            assertThat(temp.resolve("lake").resolve(file.path())).isEqualTo(files.get(3));
            assertThat(file.reason()).contains("cut");
        });
        assertThat(warehouse.load().quarantined()).isEmpty();
        assertThat(warehouse.load().inQuarantine()).isEqualTo(1);

        Files.write(files.get(3), whole);
        assertThat(warehouse.load().files()).isZero();
        LoadSummary repaired = warehouse.load(From.WORKING_FILE, Quarantine.RETRY);
        assertThat(repaired.files()).isEqualTo(1);
        assertThat(repaired.inQuarantine()).isZero();
        assertThat(warehouse.ask(FILES)).containsExactly("7|69");
    }

    @Test
    void a_run_counts_with_its_marker_and_replaces_what_it_says() throws Exception {
        lake.run("r1", records(0, 70));
        warehouse.load();
        assertThat(warehouse.ask(FILES)).containsExactly("7|69");
        lake.run("r2", records(0, 35), "r1");
        LoadSummary summary = warehouse.load();
        assertThat(summary.supersededRuns()).isEqualTo(1);
        assertThat(warehouse.ask("select run, sum(rows) from ledger.files where state = 'LOADED' group by all"))
                .containsExactly("r2|35");
    }

    @Test
    void a_run_whose_marker_cannot_be_read_is_left_out_until_it_can() throws Exception {
        lake.run("r1", records(0, 70));
        lake.run("r2", records(0, 35), "r1");
        Path marker = lake.root().resolve("runs/transactions/r2.json");
        byte[] whole = Files.readAllBytes(marker);
        Files.write(marker, java.util.Arrays.copyOf(whole, whole.length - 9));
        warehouse.load();
        assertThat(warehouse.notices)
                .singleElement()
                .asString()
                .contains("the run of the marker runs/transactions/r2.json is left out");
        assertThat(warehouse.ask("select run, state from ledger.runs")).containsExactly("r1|LOADED");
        Files.write(marker, whole);
        warehouse.load();
        assertThat(warehouse.ask("select run, state from ledger.runs order by all"))
                .containsExactly("r1|SUPERSEDED", "r2|LOADED");
    }

    @Test
    void a_run_with_a_bad_file_leaves_what_it_would_replace() throws Exception {
        lake.run("r1", records(0, 70));
        warehouse.load();
        Files.write(lake.run("r2", records(0, 70), "r1").get(2), new byte[100]);
        assertThat(warehouse.load().quarantined()).hasSize(8);
        assertThat(
                        warehouse.ask(
                                "select run, sum(rows) from ledger.files where state = 'LOADED' and zone = 'clean' group by all"))
                .containsExactly("r1|69");
    }

    @Test
    void a_run_replaced_before_it_was_seen_is_not_loaded() throws Exception {
        lake.run("r2", records(0, 35), "r1");
        warehouse.load();
        lake.run("r1", records(0, 70));
        warehouse.load();
        assertThat(warehouse.ask("select run, state from ledger.runs order by all"))
                .containsExactly("r1|SUPERSEDED", "r2|LOADED");
    }

    @Test
    void a_run_that_is_replaced_brings_nobody_back_in_whatever_order_they_come() throws Exception {
        lake.run("r1", records(0, 70));
        lake.run("r3", records(0, 14), "r2");
        warehouse.load();
        lake.run("r2", records(0, 35), "r1");
        warehouse.load();
        String runs = "select run, state from ledger.runs order by all";
        assertThat(warehouse.ask(runs)).containsExactly("r1|SUPERSEDED", "r2|SUPERSEDED", "r3|LOADED");
        assertThat(warehouse.ask("select count(*) from transaction_fact")).containsExactly("14");

        warehouse.load(From.ZONES, Quarantine.LEAVE);
        assertThat(warehouse.ask(runs)).containsExactly("r1|SUPERSEDED", "r2|SUPERSEDED", "r3|LOADED");
        assertThat(warehouse.ask("select count(*) from transaction_fact")).containsExactly("14");
    }

    @Test
    void a_working_file_that_does_not_open_is_built_again_while_the_last_version_serves() throws Exception {
        lake.stream("a", records(0, 70));
        warehouse.load();
        Files.write(
                warehouse.folder().resolve("work/warehouse.duckdb"),
                "rubbish".repeat(9999).getBytes(StandardCharsets.UTF_8));
        lake.stream("b", records(70, 140));
        LoadSummary summary = warehouse.load();
        assertThat(warehouse.notices)
                .singleElement()
                .asString()
                .contains("the working file does not open: ", "not a valid DuckDB", "built again from the zones");
        assertThat(summary.version()).hasValue(2);
        assertThat(warehouse.ask(FILES)).containsExactly("14|138");
    }

    @Test
    void a_warehouse_of_another_format_is_built_again_and_says_so() throws Exception {
        lake.stream("a", records(0, 70));
        warehouse.load();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:duckdb:" + warehouse.folder().resolve("work/warehouse.duckdb"));
                Statement statement = connection.createStatement()) {
            statement.execute("update ledger.format set version = version - 1");
        }
        assertThat(warehouse.load().version()).hasValue(2);
        assertThat(warehouse.notices)
                .singleElement()
                .asString()
                .contains(
                        "the working file is kept in format " + (Ledger.FORMAT - 1) + ", and this release keeps format "
                                + Ledger.FORMAT,
                        "built again from the zones");
        assertThat(warehouse.ask(FILES)).containsExactly("7|69");
    }

    @Test
    void a_rebuild_takes_the_place_of_the_working_file() throws Exception {
        lake.stream("a", records(0, 70));
        warehouse.load();
        warehouse.steps.clear();
        LoadSummary summary = warehouse.load(From.ZONES, Quarantine.LEAVE);
        assertThat(warehouse.steps)
                .containsSubsequence(LoadStep.CHECKPOINT, LoadStep.REMOVE, LoadStep.SWAP, LoadStep.COPY);
        assertThat(summary.version()).hasValue(2);
        assertThat(warehouse.ask(FILES)).containsExactly("7|69");
        assertThat(warehouse.load().version()).hasValue(2);
    }
}
