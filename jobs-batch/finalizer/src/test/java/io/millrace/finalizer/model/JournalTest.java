package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.model.Batch.Superseded;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final String ALL =
            "select version, mart, day, key, measure, old, new, cause, files, positions, runs, replaced "
                    + "from restatement_journal where mart = 'transaction_daily_summary' order by all";
    private static final String KEY = "{\"time_id\":20250406,\"customer_region\":\"North\",\"currency\":\"EUR\"}";

    @TempDir
    Path folder;

    @Test
    void a_late_row_restates_the_numbers_of_a_day_that_was_published_as_closed() throws Exception {
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(transaction(1), transaction(2))));
            warehouse.publish(Instant.parse("2025-04-08T00:00:00Z"));
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(transaction(3), transaction(4))));

            assertThat(warehouse.rows(ALL))
                    .containsExactly(
                            List.of(
                                    "2",
                                    "transaction_daily_summary",
                                    "2025-04-06",
                                    KEY,
                                    "avg_processing_duration",
                                    "0.15",
                                    "0.25",
                                    "files",
                                    "[f1.parquet]",
                                    "transactions/0/3-4",
                                    "null",
                                    "null"),
                            List.of(
                                    "2",
                                    "transaction_daily_summary",
                                    "2025-04-06",
                                    KEY,
                                    "total_amount",
                                    "3.02",
                                    "10.04",
                                    "files",
                                    "[f1.parquet]",
                                    "transactions/0/3-4",
                                    "null",
                                    "null"),
                            List.of(
                                    "2",
                                    "transaction_daily_summary",
                                    "2025-04-06",
                                    KEY,
                                    "txn_count",
                                    "2",
                                    "4",
                                    "files",
                                    "[f1.parquet]",
                                    "transactions/0/3-4",
                                    "null",
                                    "null"));
            assertThat(warehouse.rows("select distinct mart from restatement_journal order by all"))
                    .extracting(row -> row.get(0))
                    .containsExactly(
                            "dataset_daily",
                            "top_accounts_daily",
                            "transaction_daily_summary",
                            "transaction_hourly_volume");
        }
    }

    @Test
    void a_day_that_readers_could_not_take_for_final_is_not_restated() throws Exception {
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(transaction(1))));
            warehouse.publish(Instant.parse("2025-04-07T23:59:59Z"));
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(transaction(2))));
            assertThat(warehouse.rows("select * from restatement_journal")).isEmpty();
        }
    }

    @Test
    void a_row_that_comes_again_restates_nothing() throws Exception {
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(transaction(1))));
            warehouse.publish(Instant.parse("2025-05-01T00:00:00Z"));
            warehouse.load(zones.clean(Transaction.PLAN, null, List.of(transaction(1))));
            assertThat(warehouse.rows("select * from restatement_journal")).isEmpty();
        }
    }

    @Test
    void a_run_that_replaces_another_is_named_with_it() throws Exception {
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            warehouse.load(zones.clean(Transaction.PLAN, "r1", List.of(transaction(1), transaction(2))));
            warehouse.publish(Instant.parse("2025-05-01T00:00:00Z"));
            NewFile next = zones.clean(Transaction.PLAN, "r2", List.of(transaction(2)));
            warehouse.load(List.of(next), List.of(new Superseded("transactions", "r1")));
            assertThat(warehouse.rows(ALL + " limit 1"))
                    .containsExactly(List.of(
                            "2",
                            "transaction_daily_summary",
                            "2025-04-06",
                            KEY,
                            "avg_processing_duration",
                            "0.15",
                            "0.2",
                            "files",
                            "[f1.parquet]",
                            "transactions/0/1-2",
                            "[transactions/r2]",
                            "[transactions/r1]"));
        }
    }

    @Test
    void a_run_that_judges_records_anew_is_named_with_the_files_whose_place_it_took() throws Exception {
        ZoneFiles zones = new ZoneFiles(folder);
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile stream = zones.clean(Transaction.PLAN, null, List.of(transaction(1), transaction(2)));
            warehouse.load(stream);
            warehouse.publish(Instant.parse("2025-05-01T00:00:00Z"));
            NewFile run = zones.clean(Transaction.PLAN, "r1", List.of(transaction(2)));
            warehouse.load(List.of(run), List.of(), List.of(stream));
            assertThat(warehouse.rows(ALL + " limit 1"))
                    .containsExactly(List.of(
                            "2",
                            "transaction_daily_summary",
                            "2025-04-06",
                            KEY,
                            "avg_processing_duration",
                            "0.15",
                            "0.2",
                            "files",
                            "[f1.parquet]",
                            "transactions/0/1-2",
                            "[transactions/r1]",
                            "[f0.parquet]"));
        }
    }

    private static io.millrace.zones.record.CleanRecord transaction(long id) {
        return Transaction.of(id, id).clean();
    }
}
