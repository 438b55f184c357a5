package io.millrace.finalizer.read;

import static io.millrace.finalizer.TestLake.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.finalizer.DuckWarehouse;
import io.millrace.finalizer.TestLake;
import io.millrace.finalizer.TestWarehouse;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.QueryRequest;
import io.millrace.pipeline.warehouse.QueryRequest.At;
import io.millrace.pipeline.warehouse.Relation;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RelationsTest {

    @TempDir
    private static Path temp;

    private static Instant begin;
    private static TestWarehouse warehouse;

    @BeforeAll
    static void begin() throws Exception {
        begin = Instant.now();
        TestLake lake = new TestLake(temp.resolve("lake"));
        lake.stream("a", records(0, 70));
        warehouse = new TestWarehouse(lake.root(), temp.resolve("warehouse"), TestLake.HOME.resolve("sql"));
        warehouse.load();
    }

    @Test
    void a_version_says_of_itself_what_it_holds() throws Exception {
        List<Relation> relations = new DuckWarehouse().relations(warehouse.place(), new At.Newest());
        assertThat(relations.stream().map(Relation::kind).distinct())
                .containsExactly("dimension", "fact", "mart", "view");
        Relation facts = named(relations, "transaction_fact");
        assertThat(facts.rows()).hasValue(69);
        assertThat(facts.changed().orElseThrow()).isBetween(begin, Instant.now());
        assertThat(facts.grain()).isEqualTo("one row per (source_system, transaction_id)");
        assertThat(facts.purpose()).startsWith("Transactions. Type and region");
        assertThat(named(relations, "transaction_daily_summary").changed()).isPresent();
        assertThat(named(relations, "transaction_view").rows()).isEmpty();
        assertThat(relations)
                .allSatisfy(relation -> assertThat(relation.grain()).startsWith("one row per "));
    }

    @Test
    void a_parquet_answer_keeps_types_and_values() throws Exception {
        byte[] answer = parquet("select sum(amount) as total, 'ü' as text from transaction_fact ; \n", 0);
        Path file = Files.write(temp.resolve("answer.parquet"), answer);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select typeof(total), total, text from '" + file + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("DECIMAL(38,2)");
            assertThat(List.of(row.getString(2) + "|ü"))
                    .isEqualTo(warehouse.ask("select sum(amount), 'ü' from transaction_fact"));
        }
        Path few = Files.write(temp.resolve("few.parquet"), parquet("from transaction_fact -- all", 3));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from '" + few + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(3);
        }
    }

    @Test
    void a_parquet_answer_reaches_no_other_file() {
        Path other = temp.resolve("other.parquet");
        assertThatThrownBy(() -> parquet("select 1) to '" + other + "' (format parquet); copy (select 1", 0))
                .isInstanceOf(RunFailure.class);
        assertThatThrownBy(() -> parquet("from read_text('/etc/passwd')", 0)).isInstanceOf(RunFailure.class);
        assertThat(other).doesNotExist();
    }

    private static byte[] parquet(String sql, long limit) throws RunFailure {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DuckWarehouse()
                .queryParquet(
                        new QueryRequest(warehouse.place(), sql, new At.Newest(), limit, Duration.ofSeconds(60)), out);
        return out.toByteArray();
    }

    private static Relation named(List<Relation> relations, String name) {
        return relations.stream()
                .filter(relation -> relation.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
