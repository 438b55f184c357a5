package io.millrace.finalizer.read;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuestionTest {

    @TempDir
    private static Path temp;

    /** Of 70 records; tests that load more make one of their own. */
    private static TestWarehouse warehouse;

    @TempDir
    private Path own;

    @BeforeAll
    static void begin() throws Exception {
        warehouse = of70Records(temp);
        Files.writeString(temp.resolve("secret.csv"), "a\n1\n");
    }

    private static TestWarehouse of70Records(Path folder) throws Exception {
        TestLake lake = new TestLake(folder.resolve("lake"));
        lake.stream("a", records(0, 70));
        TestWarehouse made = new TestWarehouse(lake.root(), folder.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        made.load();
        return made;
    }

    private TestWarehouse withAnotherVersion(TestWarehouse made) throws Exception {
        new TestLake(own.resolve("lake")).stream("b", records(70, 140));
        made.load();
        return made;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from transaction_fact",
                "create table mine as select 1",
                "attach 'other.duckdb'",
                "set memory_limit = '100GB'",
                "set enable_external_access = true",
                "install httpfs",
                "load spatial",
                "select * from read_csv('SECRET')",
                "select * from read_text('/etc/passwd')",
                "copy transaction_fact to 'SECRET.out'",
                "export database 'SECRET.out'",
            })
    void a_question_changes_nothing_and_reaches_nothing_else(String sql) {
        String there = sql.replace("SECRET", temp.resolve("secret.csv").toString());
        assertThatThrownBy(() -> warehouse.ask(there)).isInstanceOf(RunFailure.class);
    }

    @Test
    void a_mistake_is_shown_at_its_place() {
        assertThatThrownBy(() -> warehouse.ask("select amuont from transaction_fact"))
                .isInstanceOfSatisfying(
                        RunFailure.class, failure -> assertThat(failure.kind()).isEqualTo(RunFailure.Kind.USAGE))
                .hasMessageContaining("^");
    }

    @Test
    void an_error_before_the_first_row_is_told_as_it_is() {
        assertThatThrownBy(() -> warehouse.ask("select status::integer from transaction_fact"))
                .hasMessageContaining("Could not convert string 'COMPLETED'")
                .hasMessageContaining("^");
    }

    @Test
    void exact_values_stay_exact() throws Exception {
        assertThat(
                        warehouse.ask(
                                "select 12345678901234567.89::decimal(19,2), timestamp '2025-04-06 10:00:00.5', null, 1e300::double"))
                .containsExactly("12345678901234567.89|2025-04-06 10:00:00.5|null|1.0E300");
    }

    @Test
    void kept_versions_are_asked_by_number_and_by_time() throws Exception {
        TestWarehouse two = of70Records(own);
        Instant between = Instant.now();
        withAnotherVersion(two);
        String count = "select sum(rows) from ledger.files where zone = 'clean'";
        assertThat(two.ask(count)).containsExactly("138");
        assertThat(two.ask(count, new At.Numbered(1))).containsExactly("69");
        assertThat(two.ask(count, new At.Time(between))).containsExactly("69");
        assertThatThrownBy(() -> two.ask(count, new At.Numbered(9))).hasMessageContaining("not kept");
    }

    @Test
    void a_file_that_has_become_another_version_is_not_taken_for_the_old_one() throws Exception {
        TestWarehouse two = withAnotherVersion(of70Records(own));
        Path published = own.resolve("warehouse/published");
        Files.copy(
                published.resolve("0000000002.duckdb"),
                published.resolve("0000000001.duckdb"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> two.ask("select 1", new At.Numbered(1)))
                .hasMessageContaining("does not hold version 1");
        assertThat(two.ask("select 1", new At.Numbered(2))).containsExactly("1");
    }
}
