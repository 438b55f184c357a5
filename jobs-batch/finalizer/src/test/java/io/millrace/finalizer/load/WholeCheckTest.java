package io.millrace.finalizer.load;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.finalizer.SqlCopy;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.warehouse.FailedCheck;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeCheckTest {

    @TempDir
    private Path temp;

    private SqlCopy sql;
    private TestWarehouse warehouse;

    @BeforeEach
    void begin() throws Exception {
        TestLake lake = new TestLake(temp.resolve("lake"));
        sql = new SqlCopy(temp.resolve("sql"));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), sql.folder());
        lake.stream("a", records(0, 140));
        warehouse.load();
    }

    @Test
    void a_warehouse_as_loads_leave_it_holds_every_check() throws Exception {
        assertThat(warehouse.check()).isEmpty();
    }

    @Test
    void every_check_that_does_not_hold_is_named_with_its_first_row() throws Exception {
        change("insert into transaction_fact select * replace (20250403 as time_id) from transaction_fact "
                + "where transaction_id = 1");
        assertThat(warehouse.check())
                .extracting(FailedCheck::check)
                .containsExactly(
                        "unique_transaction_fact", "hourly_totals", "transaction_balance", "transaction_totals");
        assertThat(warehouse.check().get(0).detail()).contains("core-0, 1, 2");
    }

    @Test
    void what_was_built_with_other_sql_is_left_out() throws Exception {
        change("insert into transaction_daily_summary from transaction_daily_summary limit 1");
        sql.replace("marts/transaction_daily_summary.sql", "count(*) as txn_count", "count(*) + 0 as txn_count");
        assertThat(warehouse.check()).isEmpty();
    }

    /** Does to the published version what no load does. */
    private void change(String statement) throws Exception {
        Path version = warehouse.folder().resolve("published/current.duckdb").toRealPath();
        assertThat(version.toFile().setWritable(true)).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + version);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }
}
