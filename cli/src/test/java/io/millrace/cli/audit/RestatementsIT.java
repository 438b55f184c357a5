package io.millrace.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Called;
import io.millrace.cli.Launched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restatements} and {@code plan --warehouse}, as they are called. */
final class RestatementsIT {

    @TempDir
    private Path folder;

    private Path sql;

    @BeforeEach
    void copySql() throws IOException {
        Path shipped = Called.home().resolve("sql");
        sql = folder.resolve("sql");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.toList()) {
                Files.copy(file, sql.resolve(shipped.relativize(file).toString()));
            }
        }
    }

    @Test
    void what_a_late_file_changed_in_a_closed_day_is_listed_with_its_cause() throws Exception {
        Path lake = folder.resolve("lake");
        new SmallLake(lake).rejected(0, 1, 2);
        said("finalize", "--lake", "lake", "--warehouse", "w");
        assertThat(said("restatements", "--warehouse", "w")).doesNotContain("rejects_daily");

        new SmallLake(lake).rejected(3);
        Path file = lake.resolve("error/transactions/dt=1970-01-01/part-0.ndjson");
        Files.move(file, file.resolveSibling("part-1.ndjson"));
        said("finalize", "--lake", "lake", "--warehouse", "w");
        assertThat(said("restatements", "--warehouse", "w"))
                .containsPattern("rejects_daily .*records +3 +4 ")
                .contains("error/transactions/dt=1970-01-01/part-1.ndjson; transactions/0/3-3");
        assertThat(said("restatements", "--warehouse", "w", "--output", "json"))
                .contains("\"mart\":\"rejects_daily\"", "\"measure\":\"records\",\"old\":\"3\",\"new\":\"4\"");
        assertThat(said("restatements", "--warehouse", "w", "--since", "2999-01-01"))
                .doesNotContain("rejects_daily");
    }

    @Test
    void a_plan_of_the_warehouse_says_what_changed_sql_will_build_anew() throws Exception {
        assertThat(said("plan", "--warehouse", "w"))
                .contains("builds everything from the zones: nothing is published yet");
        new SmallLake(folder.resolve("lake")).rejected(0, 1, 2);
        said("finalize", "--lake", "lake", "--warehouse", "w");
        assertThat(said("plan", "--warehouse", "w")).contains("the SQL is that of version 1: nothing is built anew");

        Path mart = sql.resolve("marts/rejects_daily.sql");
        Files.writeString(mart, Files.readString(mart).replace("count(*) as records", "count(*) + 0 as records"));
        assertThat(said("plan", "--warehouse", "w"))
                .contains("compared with version 1")
                .containsPattern("marts/rejects_daily.sql +is computed again from 3 facts; it has changed");
        assertThat(said("plan", "--warehouse", "w", "--output", "json"))
                .contains("\"action\" : \"COMPUTE\"", "\"reason\" : \"marts/rejects_daily.sql has changed\"");
    }

    private String said(String... words) throws Exception {
        Launched call = Launched.in(folder, words);
        assertThat(call.exit()).as(call.out() + call.err()).isZero();
        return call.out();
    }
}
