package io.millrace.zones.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.zones.Zone;
import io.millrace.zones.books.WarehouseAudit.Day;
import io.millrace.zones.books.WarehouseAudit.Fault;
import io.millrace.zones.books.WarehouseAudit.Kind;
import io.millrace.zones.books.WarehouseBooks.DayRows;
import io.millrace.zones.books.WarehouseBooks.LedgerFile;
import io.millrace.zones.books.WarehouseBooks.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarehouseAuditTest {

    private static final String A = "clean/orders/dt=2025-04-06/a.parquet";
    private static final String B = "clean/orders/dt=2025-04-06/b.parquet";
    private static final String C = "clean/orders/dt=2025-04-06/c.parquet";
    private static final LocalDate DAY = LocalDate.of(2025, 4, 6);

    @Test
    void rows_in_facts_held_and_come_again_are_those_of_the_zones() {
        WarehouseAudit audit = compared(Map.of(A, 10L, B, 5L), List.of(loaded(A, 10), loaded(B, 5)), facts(12, 2, 1));

        assertThat(audit.agrees()).isTrue();
        assertThat(audit.days()).containsExactly(new Day(Zone.CLEAN, DAY, 15, 12, 2, 1, 0, 0, 0));
    }

    @Test
    void what_the_ledger_does_not_know_yet_or_has_put_aside_is_no_fault_and_is_counted() {
        WarehouseAudit audit = compared(
                Map.of(A, 10L, B, 5L),
                List.of(new LedgerFile("orders", Zone.CLEAN, B, null, 0, State.QUARANTINED)),
                facts(0, 0, 0));

        assertThat(audit.agrees()).isTrue();
        assertThat(audit.days()).containsExactly(new Day(Zone.CLEAN, DAY, 15, 0, 0, 0, 5, 10, 0));
    }

    @Test
    void a_file_that_is_gone_is_a_fault() {
        WarehouseAudit audit = compared(Map.of(A, 10L), List.of(loaded(A, 10), loaded(B, 5)), facts(15, 0, 0));

        assertThat(audit.faults())
                .extracting(Fault::kind, Fault::where)
                .containsExactly(tuple(Kind.LEDGER_WITHOUT_FILE, B));
    }

    @Test
    void a_replaced_run_may_stay_until_the_one_that_replaces_it_is_loaded() {
        LedgerFile old = new LedgerFile("orders", Zone.CLEAN, B, "000001", 5, State.LOADED);
        WarehouseAudit audit = compared(Map.of(A, 10L), List.of(old), facts(5, 0, 0));
        assertThat(audit.agrees()).isTrue();
        assertThat(audit.days()).containsExactly(new Day(Zone.CLEAN, DAY, 10, 5, 0, 0, 0, 10, 5));

        LedgerFile next = new LedgerFile("orders", Zone.CLEAN, A, "000003", 10, State.LOADED);
        assertThat(compared(Map.of(A, 10L), List.of(old, next), facts(15, 0, 0)).faults())
                .extracting(Fault::kind, Fault::where)
                .containsExactly(tuple(Kind.LEDGER_WITHOUT_FILE, B));
    }

    @Test
    void a_replaced_file_may_stay_until_the_run_that_took_its_place_is_loaded() {
        WarehouseAudit audit = compared(Map.of(A, 10L), List.of(loaded(C, 5)), facts(5, 0, 0));
        assertThat(audit.agrees()).isTrue();
        assertThat(audit.days()).containsExactly(new Day(Zone.CLEAN, DAY, 10, 5, 0, 0, 0, 10, 5));

        LedgerFile next = new LedgerFile("orders", Zone.CLEAN, A, "000004", 10, State.LOADED);
        assertThat(compared(Map.of(A, 10L), List.of(loaded(C, 5), next), facts(15, 0, 0))
                        .faults())
                .extracting(Fault::kind, Fault::where)
                .containsExactly(tuple(Kind.LEDGER_WITHOUT_FILE, C));
    }

    @Test
    void a_file_that_has_other_rows_is_a_fault() {
        WarehouseAudit audit = compared(Map.of(A, 11L), List.of(loaded(A, 10)), facts(10, 0, 0));

        assertThat(audit.faults()).extracting(Fault::kind, Fault::where).containsExactly(tuple(Kind.OTHER_ROWS, A));
    }

    @Test
    void a_day_that_lost_or_won_a_row_in_the_warehouse_is_a_fault() {
        assertThat(compared(Map.of(A, 10L), List.of(loaded(A, 10)), facts(9, 0, 0))
                        .faults())
                .extracting(Fault::kind, Fault::where)
                .containsExactly(tuple(Kind.OTHER_FACTS, "clean 2025-04-06"));
        assertThat(compared(Map.of(A, 10L), List.of(loaded(A, 10)), facts(9, 1, 1))
                        .faults())
                .extracting(Fault::kind)
                .containsExactly(Kind.OTHER_FACTS);
    }

    @Test
    void rows_of_a_day_that_no_file_has_are_a_fault() {
        assertThat(compared(Map.of(), List.of(), facts(1, 0, 0)).faults())
                .extracting(Fault::kind)
                .containsExactly(Kind.OTHER_FACTS);
    }

    @Test
    void other_datasets_are_left_alone() {
        LedgerFile other =
                new LedgerFile("events", Zone.CLEAN, "clean/events/dt=2025-04-06/a.parquet", null, 3, State.LOADED);
        assertThat(compared(Map.of(A, 10L), List.of(loaded(A, 10), other), facts(10, 0, 0))
                        .agrees())
                .isTrue();
    }

    private static LedgerFile loaded(String path, long rows) {
        return new LedgerFile("orders", Zone.CLEAN, path, null, rows, State.LOADED);
    }

    private static List<DayRows> facts(long facts, long held, long again) {
        return List.of(new DayRows("orders", Zone.CLEAN, DAY, facts, held, again));
    }

    private static WarehouseAudit compared(Map<String, Long> zones, List<LedgerFile> ledger, List<DayRows> days) {
        Map<String, Set<String>> replacing = Map.of("000001", Set.of("000002", "000003"), C, Set.of("000004"));
        Audit audit = new Audit("orders", List.of(), Map.of(), List.of(), zones, replacing, 0, 0);
        return WarehouseAudit.of(audit, new WarehouseBooks(ledger, days));
    }
}
