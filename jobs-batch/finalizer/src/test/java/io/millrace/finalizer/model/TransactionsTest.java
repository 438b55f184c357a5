package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionsTest {

    private static final SqlModel MODEL = Models.shipped();

    @TempDir
    Path folder;

    @Test
    void a_load_fills_the_star_from_real_parquet() throws Exception {
        ZoneFiles files = new ZoneFiles(folder);
        List<Transaction> transactions = new ArrayList<>();
        for (int id = 1; id <= 100; id++) {
            transactions.add(Transaction.of(id, id));
        }
        transactions.add(Transaction.of(200, 200).withAmount(1999, "NOK"));
        try (TestWarehouse warehouse = TestWarehouse.inMemory(MODEL)) {
            BuildResult result = warehouse.load(files.clean(
                    Transaction.PLAN,
                    null,
                    transactions.stream().map(Transaction::clean).toList()));

            assertThat(result.duplicatesFoundByLoad()).isZero();
            assertThat(result.rows()).contains(new BuildResult.ObjectRows("transaction_fact", 101));
            assertThat(warehouse.rows("select year, month, day, customer_region, txn_count, total_amount, "
                            + "avg_processing_duration, currency from transaction_daily_summary order by currency"))
                    .containsExactly(
                            List.of("2025", "4", "6", "North", "100", "5051.00", "5.05", "EUR"),
                            List.of("2025", "4", "6", "North", "1", "19.99", "20.0", "NOK"));
            assertThat(warehouse.rows("select * from time_dimension"))
                    .containsExactly(List.of("20250406", "2025", "2", "4", "6", "Sunday", "true"));
            assertThat(warehouse.rows("select count(*) from account_dimension")).containsExactly(List.of("7"));
        }
    }

    @Test
    void every_row_of_a_mart_knows_the_version_that_last_touched_it() throws Exception {
        Instant noon = Instant.parse("2025-04-06T12:00:00Z");
        Instant next = noon.plusSeconds(86_400);
        List<String> marts = MODEL.objects().stream()
                .filter(object -> object.kind() == Kind.MART && object.inputs().contains("transaction_fact"))
                .map(SqlObject::name)
                .toList();
        assertThat(marts).contains("transaction_daily_summary", "top_accounts_daily");
        ZoneFiles files = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(MODEL)) {
            warehouse.load(files.clean(
                    Transaction.PLAN,
                    null,
                    List.of(Transaction.of(1, 1).at(noon, 1, noon).clean())));
            warehouse.load(files.clean(
                    Transaction.PLAN,
                    null,
                    List.of(Transaction.of(2, 2).at(next, 2, noon).clean())));
            for (String mart : marts) {
                assertThat(warehouse.rows("select as_of, count(*) > 0 from " + mart + " group by as_of order by as_of"))
                        .as(mart)
                        .containsExactly(List.of("1", "true"), List.of("2", "true"));
            }
            warehouse.load(files.clean(
                    Transaction.PLAN,
                    null,
                    List.of(Transaction.of(8, 3).at(noon, 3, noon).clean())));
            assertThat(warehouse.rows("select day, as_of from transaction_daily_summary order by day"))
                    .containsExactly(List.of("6", "3"), List.of("7", "2"));
        }
    }

    @Test
    void the_same_file_under_another_name_changes_nothing() throws Exception {
        ZoneFiles files = new ZoneFiles(folder);
        NewFile first =
                files.clean(Transaction.PLAN, null, List.of(Transaction.of(1, 1).clean()));
        NewFile again =
                files.clean(Transaction.PLAN, null, List.of(Transaction.of(1, 1).clean()));
        try (TestWarehouse warehouse = TestWarehouse.inMemory(MODEL)) {
            warehouse.load(first);
            BuildResult result = warehouse.load(again);

            assertThat(result.duplicatesFoundByLoad()).isEqualTo(1);
            assertThat(warehouse.rows("select count(*), min(load_timestamp) from transaction_fact"))
                    .containsExactly(List.of("1", "2026-01-01 00:00:01.0"));
        }
    }

    @Test
    void of_two_rows_of_a_key_the_first_by_source_time_stands_whichever_came_first() throws Exception {
        Instant noon = Instant.parse("2025-04-06T12:00:00Z");
        Transaction early = Transaction.of(1, 5).at(noon, 5, noon).withAmount(100, "EUR");
        Transaction late = Transaction.of(1, 9)
                .at(noon.plusSeconds(86400), 9, noon.plusSeconds(9))
                .withAmount(200, "EUR");
        ZoneFiles files = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(MODEL)) {
            warehouse.load(files.clean(Transaction.PLAN, null, List.of(late.clean())));
            warehouse.load(files.clean(Transaction.PLAN, null, List.of(early.clean())));

            assertThat(warehouse.rows("select time_id, total_amount from transaction_daily_summary"))
                    .containsExactly(List.of("20250406", "1.00"));
        }
    }
}
