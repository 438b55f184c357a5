package io.millrace.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Exit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit verb: tables, verdicts and exits. What the books find is the zones' own test. */
final class AuditVerbTest {

    @TempDir
    private Path folder;

    private Path lake() {
        return folder.resolve("lake");
    }

    @Test
    void books_that_balance_end_with_0() throws IOException {
        new SmallLake(lake()).raw(5, 6, 7).rejected(5, 6, 7);
        Called called = Called.in(folder, "audit", "--lake", "lake");
        assertThat(called.exit()).as(called.err()).isEqualTo(Exit.OK);
        assertThat(called.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "source split raw clean rejected duplicate holes first last behind",
                        "transactions 0 3 0 3 0 0 5 7 -",
                        "ok 3 raw = 0 clean + 3 rejected + 0 duplicate; each record left by exactly one door");
    }

    @Test
    void books_that_do_not_balance_end_with_4_and_name_position_and_file() throws IOException {
        new SmallLake(lake()).raw(5, 6, 7).rejected(5, 7, 7);
        Called called = Called.in(folder, "audit", "transactions", "--lake", "lake");
        assertThat(called.exit()).isEqualTo(Exit.BOOKS);
        assertThat(called.out())
                .contains("the books do not balance: LOST 1, DOUBLE_REJECTED 1")
                .contains("LOST transactions/0 offset 6")
                .contains("raw/transactions/dt=1970-01-01/part-0.ndjson.zst")
                .contains("DOUBLE_REJECTED transactions/0 offset 7")
                .contains("error/transactions/dt=1970-01-01/part-0.ndjson");
    }

    @Test
    void json_has_totals_splits_faults_and_positions() throws IOException {
        new SmallLake(lake()).raw(5, 6).rejected(5);
        Called called = Called.in(folder, "audit", "--lake", "lake", "--output", "json");
        assertThat(called.exit()).isEqualTo(Exit.BOOKS);
        assertThat(called.out())
                .contains(
                        "\"balanced\" : false", "\"raw\" : 2", "\"LOST\" : 1", "\"kind\" : \"LOST\"", "\"offset\" : 6");
    }

    @Test
    void a_lake_or_dataset_that_is_not_there_is_a_mistake_not_a_balance() throws IOException {
        assertThat(Called.in(folder, "audit", "--lake", "nowhere").exit()).isEqualTo(Exit.USAGE);
        new SmallLake(lake()).raw(5).rejected(5);
        Called called = Called.in(folder, "audit", "transaction", "--lake", "lake");
        assertThat(called.exit()).isEqualTo(Exit.USAGE);
        assertThat(called.err()).contains("there is no dataset \"transaction\"", "did you mean transactions?");
    }

    @Test
    void a_broker_that_is_away_says_so_and_that_the_zones_can_be_audited_alone() throws IOException {
        new SmallLake(lake()).raw(5).rejected(5);
        Called called = Called.in(
                folder, "audit", "--lake", "lake", "--brokers", "127.0.0.1:1", "--kafka", "default.api.timeout.ms=500");
        assertThat(called.exit()).isEqualTo(Exit.TRY_AGAIN);
        assertThat(called.err()).contains("the broker at 127.0.0.1:1", "without --brokers the zones are audited alone");
    }
}
