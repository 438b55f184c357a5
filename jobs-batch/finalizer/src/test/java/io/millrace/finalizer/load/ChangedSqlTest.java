package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.SqlCopy;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.ModelPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangedSqlTest {

    private static final String BUILT = "select name, built_at from model.object order by name";

    @TempDir
    private Path temp;

    private TestLake lake;
    private SqlCopy sql;
    private TestWarehouse warehouse;

    @BeforeEach
    void begin() throws Exception {
        lake = new TestLake(temp.resolve("lake"));
        sql = new SqlCopy(temp.resolve("sql"));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), sql.folder());
        lake.stream("a", records(0, 140));
        lake.run("r1", records(100, 200));
        lake.run("r2", records(120, 220), "r1");
        warehouse.load();
    }

    @Test
    void a_changed_mart_is_computed_again_without_new_files_and_nothing_else_is() throws Exception {
        List<String> before = warehouse.ask(BUILT);
        sql.replace(
                "marts/transaction_daily_summary.sql",
                "    days.time_id,\nfrom",
                "    days.time_id,\n    min(amount) as smallest,\nfrom");
        assertThat(warehouse.load().version()).hasValue(warehouse.lastVersion());
        assertThat(warehouse.ask("select count(*) from transaction_daily_summary where smallest is null"))
                .containsExactly("0");
        List<String> after = warehouse.ask(BUILT);
        after.removeAll(before);
        assertThat(after)
                .extracting(line -> line.substring(0, line.indexOf('|')))
                .containsExactly("transaction_daily_summary", "transaction_totals");
        long version = warehouse.lastVersion();
        assertThat(warehouse.load().version()).hasValue(version);

        sql.replace(
                "marts/transaction_daily_summary.sql",
                "sum(transactions.amount) as",
                "sum(transactions.amount + 1) as");
        sql.remove("checks/transaction_totals.sql");
        warehouse.load();
        assertThat(
                        warehouse.ask(
                                "select count(*) > 0, any_value(cause) from restatement_journal where measure = 'total_amount'"))
                .containsExactly("true|marts/transaction_daily_summary.sql has changed");
    }

    @Test
    void a_changed_fact_is_filled_from_the_zones_and_with_it_what_reads_it_but_nothing_else() throws Exception {
        List<String> dimension = warehouse.ask("select * from account_dimension order by all");
        List<String> before = warehouse.ask(BUILT);
        sql.replace("facts/transaction_fact.sql", "    amount,\n", "    (amount * 2)::decimal(18, 2) as amount,\n");
        List<String> doubled = warehouse.ask(
                "select time_id, sum(total_amount) * 2 from transaction_daily_summary group by all order by all");
        lake.stream("b", List.of());
        warehouse.load();
        assertThat(warehouse.notices).singleElement().asString().contains("facts/transaction_fact.sql has changed");
        assertThat(warehouse.ask(
                        "select time_id, sum(total_amount) from transaction_daily_summary group by all order by all"))
                .isEqualTo(doubled);
        assertThat(warehouse.ask("select * from account_dimension order by all"))
                .isEqualTo(dimension);
        List<String> after = warehouse.ask(BUILT);
        after.removeAll(before);
        assertThat(after)
                .extracting(line -> line.substring(0, line.indexOf('|')))
                .contains("transaction_fact", "transaction_daily_summary", "transaction_view", "transaction_totals")
                .doesNotContain("account_dimension", "order_fact", "rejects_daily", "stg_transactions");
        equalsACleanBuild();
    }

    @Test
    void a_plan_says_what_the_next_load_will_build_anew_and_why() throws Exception {
        assertThat(warehouse.plan().steps()).isEmpty();
        sql.replace("facts/transaction_fact.sql", "    amount,\n", "  amount, -- as it is booked\n\n");
        assertThat(warehouse.plan().steps()).as("of another layout").isEmpty();
        sql.replace("facts/transaction_fact.sql", "    _extra,\n", "");
        sql.replace("marts/rejects_daily.sql", "count(*) as records", "count(*) + 0 as records");
        sql.remove("views/dataset_freshness.sql");
        ModelPlan plan = warehouse.plan();
        assertThat(plan.version()).hasValue(warehouse.lastVersion());
        assertThat(plan.steps())
                .extracting(ModelPlan.Step::toString)
                .contains(
                        "Step[file=views/dataset_freshness.sql, action=DROP, reason=views/dataset_freshness.sql is gone, "
                                + "because=[], files=0, rows=0]",
                        "Step[file=facts/transaction_fact.sql, action=FILL, reason=facts/transaction_fact.sql has changed, "
                                + "because=[facts/transaction_fact.sql], files=" + loaded("count(*)") + ", rows="
                                + loaded("sum(rows)") + "]",
                        "Step[file=marts/transaction_hourly_volume.sql, action=COMPUTE, reason=marts/transaction_hourly_volume.sql "
                                + "reads what has changed: facts/transaction_fact.sql, because=[facts/transaction_fact.sql], "
                                + "files=0, rows="
                                + warehouse
                                        .ask("select count(*) from transaction_fact")
                                        .get(0) + "]")
                .noneMatch(step -> step.contains("order") || step.contains("account_dimension"));
        warehouse.load();
        assertThat(warehouse.plan().steps()).isEmpty();
    }

    private String loaded(String what) throws RunFailure {
        return warehouse
                .ask("select " + what + " from ledger.files where state = 'LOADED'")
                .get(0);
    }

    @Test
    void changed_staging_is_taken_from_the_zones_too() throws Exception {
        sql.replace("staging/stg_transactions.sql", "    clean.status,\n", "    lower(clean.status) as status,\n");
        warehouse.load();
        assertThat(warehouse.ask("select distinct status from transaction_fact"))
                .containsExactly("completed");
        equalsACleanBuild();
    }

    @Test
    void a_file_that_is_gone_when_a_fact_is_filled_again_leaves_everything_as_it_was() throws Exception {
        Path file = lake.stream("c", records(220, 227)).get(0);
        warehouse.load();
        List<String> before = warehouse.ask("select * from transaction_fact order by all");
        byte[] content = Files.readAllBytes(file);
        Files.delete(file);
        sql.replace("facts/transaction_fact.sql", "    _extra,\n", "");
        assertThatThrownBy(warehouse::load)
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.DATA))
                .hasMessageContaining("was loaded once and cannot be read any more: it is not there");
        assertThat(warehouse.ask("select * from transaction_fact order by all")).isEqualTo(before);
        Files.write(file, content);
        warehouse.load();
        equalsACleanBuild();
    }

    @Test
    void a_new_fact_holds_what_was_loaded_before_it_was_there() throws Exception {
        sql.write("facts/refund_fact.sql", """
                -- purpose: Small transactions.
                -- grain: one row per (source_system, transaction_id)
                -- inputs: stg_transactions
                -- key: source_system, transaction_id
                -- order: _source_time, _offset
                -- day: time_id
                select source_system, transaction_id, amount, load_timestamp, time_id, _source, _split, _offset, _source_time, _run
                from stg_transactions
                where amount < 100
                """);
        warehouse.load();
        assertThat(
                        warehouse.ask(
                                "select (select count(*) from refund_fact) - (select count(*) from transaction_fact where amount < 100)"))
                .containsExactly("0");
        sql.remove("facts/refund_fact.sql");
        warehouse.load();
        assertThat(warehouse.ask("select table_name from duckdb_tables() where contains(table_name, 'refund_fact')"))
                .isEmpty();
    }

    @Test
    void a_rebuild_keeps_the_journal_and_the_as_of_of_rows_that_it_finds_as_they_were() throws Exception {
        String marts = "select * from transaction_daily_summary order by all";
        String journal = "select * from restatement_journal order by all";
        lake.stream("b", records(301, 302));
        warehouse.load();
        List<String> before = warehouse.ask(marts);
        List<String> restated = warehouse.ask(journal);
        assertThat(restated).isNotEmpty();
        assertThat(warehouse.ask("select count(distinct as_of) from transaction_daily_summary"))
                .containsExactly("2");
        warehouse.load(
                io.millrace.pipeline.warehouse.LoadRequest.From.ZONES,
                io.millrace.pipeline.warehouse.LoadRequest.Quarantine.LEAVE);
        assertThat(warehouse.ask(marts)).isEqualTo(before);
        assertThat(warehouse.ask(journal)).isEqualTo(restated);
    }

    private void equalsACleanBuild() throws Exception {
        TestWarehouse clean = new TestWarehouse(lake.root(), temp.resolve("clean"), sql.folder());
        clean.load();
        for (String query : Tables.COMPARED) {
            assertThat(warehouse.ask(query)).as(query).isEqualTo(clean.ask(query));
        }
    }
}
