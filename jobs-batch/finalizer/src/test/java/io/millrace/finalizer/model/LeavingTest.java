package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.SqlCopy;
import io.millrace.zones.record.CleanRecord;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose place a run has taken leave with their rows, or say why they cannot. */
class LeavingTest {

    private static final String FACTS = "select transaction_id, amount, _run from transaction_fact order by all";

    @TempDir
    Path folder;

    private SqlCopy sql;
    private ZoneFiles zones;

    @BeforeEach
    void begin() {
        sql = new SqlCopy(folder.resolve("sql"));
        zones = new ZoneFiles(folder);
    }

    @Test
    void what_a_replaced_file_kept_out_comes_back_and_what_nobody_saw_elsewhere_is_gone() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile first = file(null, row(1, 1), row(2, 2));
            warehouse.load(first);
            warehouse.load(
                    file("r1", Transaction.of(1, 9).withAmount(500, "EUR").clean()));
            leave(warehouse, first, file("r2", row(3, 3)));
            assertThat(warehouse.rows(FACTS))
                    .containsExactly(List.of("1", "5.00", "transactions/r1"), List.of("3", "3.01", "transactions/r2"));
            assertThat(warehouse.rows("select token from account_dimension order by all"))
                    .containsExactly(List.of(Transaction.token(1)), List.of(Transaction.token(3)));
            assertThat(warehouse.rows("select sum(txn_count) from transaction_daily_summary"))
                    .containsExactly(List.of("2"));
        }
    }

    @Test
    void a_row_that_was_kept_out_leaves_with_its_file_and_does_not_come_back() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile kept = file(null, row(1, 1));
            NewFile keptOut =
                    file(null, Transaction.of(1, 9).withAmount(500, "EUR").clean());
            warehouse.load(kept);
            warehouse.load(keptOut);
            leave(warehouse, keptOut, file("r1", row(2, 2)));
            leave(warehouse, kept, file("r2", row(3, 3)));
            assertThat(warehouse.rows(FACTS))
                    .containsExactly(List.of("2", "2.01", "transactions/r1"), List.of("3", "3.01", "transactions/r2"));
        }
    }

    @Test
    void an_account_is_what_the_rows_that_are_left_of_each_run_say() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile early = file(null, row(1, 1));
            NewFile late = file(null, row(15, 15));
            warehouse.load(early, file(null, row(8, 8)), late);
            leave(warehouse, early, file("r1"));
            String seen = "select epoch(first_seen) % 3600, epoch(last_seen) % 3600 from account_dimension";
            assertThat(warehouse.rows(seen)).containsExactly(List.of("8.0", "15.0"));
            leave(warehouse, late, file("r2"));
            assertThat(warehouse.rows(seen)).containsExactly(List.of("8.0", "8.0"));
        }
    }

    @Test
    void a_number_that_an_account_was_given_stays_its_own_while_it_is_away() throws Exception {
        String shared = "select account_id from account_dimension where token = '" + Transaction.token(1001) + "'";
        CleanRecord second =
                Transaction.of(2, 2).withToken(Transaction.token(1001)).clean();
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile later = file(null, second);
            warehouse.load(file(null, row(1, 1)));
            warehouse.load(later);
            List<List<String>> number = warehouse.rows(shared);
            assertThat(Integer.parseInt(number.get(0).get(0))).isLessThan(1_000_000);
            leave(warehouse, later, file("r1"));
            assertThat(warehouse.rows(shared)).isEmpty();
            warehouse.load(file(null, second));
            assertThat(warehouse.rows(shared)).isEqualTo(number);
        }
    }

    @Test
    void rows_that_came_more_than_once_leave_when_all_their_files_do() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile one = file(null, row(1, 1), row(2, 2));
            NewFile other = file(null, row(1, 1), row(2, 2), row(2, 2));
            warehouse.load(one, file(null, row(3, 3)));
            warehouse.load(other);
            warehouse.load(List.of(file("r1", row(4, 4))), List.of(), List.of(one, other));
            assertThat(warehouse.rows("select transaction_id from transaction_fact order by all"))
                    .containsExactly(List.of("3"), List.of("4"));
            assertThat(warehouse.rows("select * from model.redelivered")).isEmpty();
        }
    }

    @Test
    void rows_that_another_file_may_hold_too_do_not_leave_in_place() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            NewFile one = file(null, row(1, 1), row(2, 2));
            warehouse.load(one, file(null, row(2, 2)));
            List<List<String>> before = warehouse.rows(FACTS);
            assertThatThrownBy(() -> leave(warehouse, one, file("r1")))
                    .isInstanceOf(NotInPlace.class)
                    .hasMessageContaining("rows of 20250406 that came more than once");
            assertThat(warehouse.rows(FACTS)).isEqualTo(before);
        }
    }

    @Test
    void rows_that_are_not_there_as_the_file_has_them_do_not_leave_in_place() throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(Models.shipped())) {
            warehouse.load(file(null, row(1, 1)));
            NewFile other = file(null, Transaction.of(1, 1).withAmount(7, "EUR").clean(), row(2, 2));
            assertThatThrownBy(() -> leave(warehouse, other, file("r1")))
                    .isInstanceOf(NotInPlace.class)
                    .hasMessageContaining("does not hold 2 rows of replaced files as they came");
        }
    }

    @Test
    void a_dimension_that_asks_for_more_than_facts_hold_is_not_folded_from_them() throws Exception {
        sql.replace("facts/transaction_fact.sql", "    masked_account_number,\n", "");
        refused("dimensions/account_dimension.sql cannot be folded from the facts: ", "masked_account_number");
    }

    @Test
    void a_fact_that_computes_a_column_says_nothing_of_staging() throws Exception {
        sql.replace("facts/transaction_fact.sql", "    status,\n", "    upper(status) as status,\n");
        refused("none of them takes its columns from staging/stg_transactions.sql as they are");
    }

    private void refused(String... words) throws Exception {
        try (TestWarehouse warehouse = TestWarehouse.inMemory(SqlModel.read(sql.folder()))) {
            NewFile one = file(null, row(1, 1));
            warehouse.load(one);
            assertThatThrownBy(() -> leave(warehouse, one, file("r1")))
                    .isInstanceOf(NotInPlace.class)
                    .hasMessageContainingAll(words);
        }
    }

    private static void leave(TestWarehouse warehouse, NewFile replaced, NewFile by) throws Exception {
        warehouse.load(List.of(by), List.of(), List.of(replaced));
    }

    private NewFile file(String run, CleanRecord... rows) {
        return zones.clean(Transaction.PLAN, run, List.of(rows));
    }

    private static CleanRecord row(long id, long offset) {
        return Transaction.of(id, offset).clean();
    }
}
