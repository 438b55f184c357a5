package io.millrace.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.duckdb.Datasets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed runs as it stands, in a DuckDB that knows nothing of us. */
class PlanScriptTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"transactions", "user_activity", "orders"})
    void a_printed_plan_runs_and_writes_clean_rows(String dataset) throws Exception {
        Path input = Files.write(folder.resolve("it's.ndjson"), Datasets.lines(dataset, 0, 2_000));
        Path output = folder.resolve("clean");
        String script = PlanScript.of(Datasets.plan(dataset), input.toString(), output.toString());

        try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = engine.createStatement()) {
            statement.execute(script);
            try (ResultSet rows = statement.executeQuery("select count(*), count(distinct dt) from read_parquet('"
                    + output.toString().replace("'", "''") + "/*/*.parquet')")) {
                rows.next();
                assertThat(rows.getLong(1)).isBetween(1_000L, 2_000L);
                assertThat(rows.getLong(2)).isGreaterThan(0);
            }
        }
    }
}
