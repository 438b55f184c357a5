package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlModelTest {

    private static final String MART = """
            -- purpose: Refunds by day.
            -- grain: one row per (day, currency)
            -- inputs: transaction_fact
            -- key: time_id, currency
            -- day: time_id
            select time_id, currency, count(*) as refunds, sum(amount) as refunded
            from transaction_fact
            where amount < 0
            group by time_id, currency
            """;

    @TempDir
    Path folder;

    private Path sql;

    @BeforeEach
    void copy() throws IOException {
        sql = folder.resolve("sql");
        try (Stream<Path> files = Files.walk(TestWarehouse.SQL)) {
            files.forEach(this::copy);
        }
    }

    private void copy(Path file) {
        try {
            Files.copy(file, sql.resolve(TestWarehouse.SQL.relativize(file).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_page_about_the_warehouse_is_what_the_sql_says() throws Exception {
        Path page = ZoneFiles.HOME.resolve("docs/reference/warehouse.md");
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            warehouse.load();
            String text = new WarehousePage(Models.shipped(), warehouse.connection()).text();
            if (Boolean.getBoolean("millrace.rewrite")) {
                Files.writeString(page, text);
            }
            assertThat(Files.readString(page))
                    .as("run again with -Dmillrace.rewrite=true")
                    .isEqualTo(text);
        }
    }

    @Test
    void a_mart_is_one_file_and_nothing_else() throws Exception {
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql))) {
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(refund(1, 0), refund(2, 1))));
            Files.writeString(sql.resolve("marts/refunds_daily.sql"), MART);
            SqlModel model = SqlModel.read(sql);
            warehouse.use(model);

            assertThat(model.changes(warehouse.connection()))
                    .containsExactly(new ModelChange(
                            "refunds_daily", Kind.MART, ModelChange.What.NEW, List.of("marts/refunds_daily.sql")));
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(refund(3, 1))));
            assertThat(warehouse.rows("select * from refunds_daily order by time_id"))
                    .containsExactly(
                            List.of("20250406", "EUR", "1", "-1.00", "2"),
                            List.of("20250407", "EUR", "2", "-2.00", "2"));
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(refund(4, 0))));
            assertThat(warehouse.rows("select * from refunds_daily order by time_id"))
                    .containsExactly(
                            List.of("20250406", "EUR", "2", "-2.00", "3"),
                            List.of("20250407", "EUR", "2", "-2.00", "2"));
            assertThat(new WarehousePage(model, warehouse.connection()).text())
                    .contains("### refunds_daily", "Refunds by day.");

            Files.delete(sql.resolve("marts/refunds_daily.sql"));
            warehouse.use(SqlModel.read(sql));
            warehouse.load();
            assertThat(warehouse.rows("select count(*) from duckdb_tables() where table_name = 'refunds_daily'"))
                    .containsExactly(List.of("0"));
        }
    }

    @Test
    void a_mart_whose_key_is_not_its_key_stops_the_load() throws Exception {
        Files.writeString(
                sql.resolve("marts/refunds_daily.sql"), MART.replace("key: time_id, currency", "key: currency"));
        ZoneFiles zones = new ZoneFiles(folder);
        NewFile file = zones.clean(Transaction.PLAN, null, List.of(refund(1, 0), refund(2, 1)));
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql))) {
            assertThatThrownBy(() -> warehouse.load(file)).isInstanceOfSatisfying(CheckFailed.class, failed -> {
                assertThat(failed.check()).isEqualTo("unique_refunds_daily");
                assertThat(failed.columns()).containsExactly("currency", "times");
                assertThat(failed.rows()).containsExactly(List.of("EUR", "2"));
                assertThat(failed.look()).isEqualTo("marts/refunds_daily.sql");
            });
            assertThat(warehouse.rows("select count(*) from duckdb_tables() where schema_name = 'main'"))
                    .containsExactly(List.of("0"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction_totals | marts/transaction_daily_summary.sql | count(*) as txn_count | count(*) + 1 as txn_count",
                "transaction_totals | marts/transaction_daily_summary.sql | sum(transactions.amount) | sum(transactions.amount::double)::decimal(38,2) + 0.01",
                "transaction_references | dimensions/account_dimension.sql | from latest | from latest where account_id % 2 = 0",
                "required_transaction_fact | facts/transaction_fact.sql | '    status,' | '    nullif(status, ''COMPLETED'') as status,'",
                "transaction_balance | facts/transaction_fact.sql | from stg_transactions | from stg_transactions where transaction_id <> 2",
                "required_time_dimension | dimensions/time_dimension.sql | dayname(date) | null",
                "hourly_totals | marts/transaction_hourly_volume.sql | count(*) as txn_count | count(distinct status) as txn_count",
                "rejects_totals | marts/rejects_daily.sql | count(*) as records | 0 as records",
            })
    void a_fault_in_the_sql_is_caught_by_its_check(String check, String file, String text, String fault)
            throws Exception {
        Path broken = sql.resolve(file);
        String before = Files.readString(broken);
        assertThat(before).contains(text);
        Files.writeString(broken, before.replace(text, fault));
        ZoneFiles zones = new ZoneFiles(folder);
        NewFile[] files = {
            zones.clean(Transaction.PLAN, null, List.of(refund(1, 0), refund(2, 0))),
            zones.error(Transaction.PLAN, null, List.of(RandomLake.rejected()))
        };
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql))) {
            assertThatThrownBy(() -> warehouse.load(files))
                    .isInstanceOfSatisfying(
                            CheckFailed.class,
                            failed -> assertThat(failed.check()).isEqualTo(check));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "required_transaction_fact | facts/transaction_fact.sql | '    status,' | '    if(transaction_id = 2, null, status) as status,'",
                "transaction_references | dimensions/account_dimension.sql | from latest | from latest where account_id <> 1005002",
            })
    void a_fault_that_shows_in_a_later_load_is_caught_then(String check, String file, String text, String fault)
            throws Exception {
        Path broken = sql.resolve(file);
        Files.writeString(broken, Files.readString(broken).replace(text, fault));
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql))) {
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(refund(1, 0))));
            NewFile later = zones.clean(Transaction.PLAN, null, List.of(refund(2, 0)));
            assertThatThrownBy(() -> warehouse.load(later))
                    .isInstanceOfSatisfying(
                            CheckFailed.class,
                            failed -> assertThat(failed.check()).isEqualTo(check));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "marts/m.sql | stg_transactions | select time_id, currency from stg_transactions | a mart does not read stg_transactions, a staging",
                "marts/m.sql | transaction_view | select time_id, currency from transaction_view | a mart does not read transaction_view, a view",
                "marts/m.sql | transaction_fact | select * from transaction_fact | the final select names its columns, no *",
                "marts/m.sql | transaction_fact | select 1 as a union all select * from transaction_fact | the final select names its columns, no *",
                "marts/m.sql | clean transactions | select 1 from read_parquet(getvariable('clean_transactions')) | only staging reads the zones, not a mart",
                "marts/m.sql | transaction_facts | select currency from transaction_facts | there is no transaction_facts",
                "marts/m.sql | transaction_fact | select currency from time_dimension | the header names transaction_fact, which the query does not read",
                "marts/m.sql | transaction_fact | select currency from transaction_fact join time_dimension using (time_id) | the query reads time_dimension, which the header does not name",
                "marts/m.sql | transaction_fact | selec currency from transaction_fact | not one query",
                "marts/m.sql | transaction_fact | drop table transaction_fact | not one query",
                "facts/transaction_view.sql | stg_orders | select order_id from stg_orders | the header does not say: order",
                "views/transaction_fact.sql | time_dimension | select year from time_dimension | facts/ has a transaction_fact too",
                "marts/Big.sql | time_dimension | select year from time_dimension | the file's name is the object's",
            })
    void what_the_folder_must_keep_to_is_said_with_its_file(String file, String inputs, String query, String problem)
            throws Exception {
        Files.writeString(
                sql.resolve(file),
                "-- purpose: A test.%n-- grain: one row per test%n-- inputs: %s%n-- key: time_id%n%s"
                        .formatted(inputs, query));
        assertThatThrownBy(() -> SqlModel.read(sql))
                .isInstanceOf(ModelProblems.class)
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    void every_problem_comes_at_once() throws Exception {
        Files.writeString(sql.resolve("marts/a.sql"), "select 1 as one");
        Files.writeString(sql.resolve("views/b.sql"), "-- purpose: B.\nselect * from nothing");
        assertThatThrownBy(() -> SqlModel.read(sql))
                .isInstanceOfSatisfying(
                        ModelProblems.class,
                        problems -> assertThat(problems.problems())
                                .contains(
                                        "marts/a.sql: the header does not say: purpose",
                                        "marts/a.sql: the header does not say: key",
                                        "views/b.sql: the final select names its columns, no *",
                                        "views/b.sql: there is no nothing"));
    }

    @Test
    void a_daily_mart_that_takes_what_changes_from_a_dimension_does_not_load() throws Exception {
        Path mart = sql.resolve("marts/transaction_daily_summary.sql");
        Files.writeString(sql.resolve("marts/by_type.sql"), """
                -- purpose: Amounts by the type that the account has now, which would change days that nobody touches.
                -- grain: one row per (day, account_type, currency)
                -- inputs: transaction_fact, account_dimension
                -- key: time_id, account_type, currency
                -- day: time_id
                select time_id, account_dimension.account_type, currency, sum(amount) as total_amount
                from transaction_fact
                join account_dimension using (account_id)
                group by time_id, account_dimension.account_type, currency
                """);
        assertThat(mart).exists();
        ZoneFiles zones = new ZoneFiles(folder);
        NewFile file = zones.clean(Transaction.PLAN, null, List.of(refund(1, 0)));
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql))) {
            assertThatThrownBy(() -> warehouse.load(file)).hasMessageContaining("account_type");
        }
    }

    @Test
    void facts_whose_sql_changed_are_not_loaded_upon() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql))) {
            warehouse.load();
            Path fact = sql.resolve("facts/transaction_fact.sql");
            Files.writeString(fact, Files.readString(fact).replace("    _extra,\n", ""));
            warehouse.use(SqlModel.read(sql));
            assertThatThrownBy(warehouse::load)
                    .isInstanceOf(ModelChanged.class)
                    .hasMessage("facts/transaction_fact.sql has changed: "
                            + "what depends on it must be filled from the zones");
        }
    }

    private static io.millrace.zones.record.CleanRecord refund(long id, int day) {
        Transaction transaction = Transaction.of(id, id).withAmount(-100, "EUR");
        return transaction
                .at(transaction.time().plusSeconds(86400L * day), id, transaction.sourceTime())
                .clean();
    }
}
