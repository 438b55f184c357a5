package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepeatsTest {

    private static final String DENSE = "select i // 4 as id, 'system ' || (i % 4) as source from range(400000) n(i)";
    private static final Repeats REPEATS = new Repeats("t", List.of("source", "id"));

    private Connection connection;
    private Database database;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        database = new Database(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void a_key_that_came_is_looked_for_among_all_rows_and_no_other_key_is() throws SQLException {
        database.run("set variable load_timestamp = timestamp '2025-04-06 10:00:00'");
        database.run("""
                create table t as
                select *, timestamp '2025-04-05 10:00:00' as load_timestamp
                from (values ('a', 1), ('a', 2), ('b', 3), ('b', 3), ('c', 5)) as old(k, n)
                """);
        database.run("""
                insert into t
                select *, getvariable('load_timestamp')
                from (values ('a', 1), ('b', 1), ('c', 4), ('c', 4), ('d', 9)) as new(k, n)
                """);
        assertThat(database.table(new Repeats("t", List.of("k", "n")).queryAmongNew() + " order by all", Database.ALL))
                .containsExactly(List.of("k", "n", "times"), List.of("a", "1", "2"), List.of("c", "4", "2"));
    }

    @Test
    void the_numbers_of_several_sequences_are_found_to_be_different() throws SQLException {
        database.run("create table t as " + DENSE);
        assertThat(REPEATS.areRuledOut(database)).isTrue();
        assertThat(found()).isEmpty();
    }

    @Test
    void where_there_is_nothing_nothing_repeats() throws SQLException {
        database.run("create table t as " + DENSE + " limit 0");
        assertThat(REPEATS.areRuledOut(database)).isTrue();
    }

    @Test
    void numbers_below_zero_and_a_key_of_one_column_are_as_good() throws SQLException {
        database.run("create table t as select (i - 200000)::integer as id from range(400000) n(i)");
        assertThat(new Repeats("t", List.of("id")).areRuledOut(database)).isTrue();
        database.run("insert into t values (-200000)");
        assertThat(new Repeats("t", List.of("id")).areRuledOut(database)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0, 'system 0'", "99999, 'system 3'", "50000, 'system 1'"})
    void one_key_that_comes_again_is_seen(String key) throws SQLException {
        database.run("create table t as " + DENSE);
        database.run("insert into t values (" + key + ")");
        assertThat(REPEATS.areRuledOut(database)).isFalse();
        assertThat(found()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null, 'system 1'", "7, null"})
    void a_key_that_is_not_whole_never_hides_another(String key) throws SQLException {
        database.run("create table t as " + DENSE);
        database.run("insert into t values (" + key + "), (" + key + ")");
        assertThat(REPEATS.areRuledOut(database)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Numbers that lie far apart.
                "select hash(i)::hugeint % 9223372036854775807 as id, 'a' as source from range(200000) n(i)",
                "select (i * 1000)::bigint as id, 'a' as source from range(200000) n(i)",
                "select case i when 0 then -9223372036854775808 when 1 then 9223372036854775807 else i end::bigint as id,"
                        + " 'a' as source from range(200000) n(i)",
                // As many groups as rows.
                "select i as id, 'source ' || i as source from range(200000) n(i)",
                // No number.
                "select i::varchar as id, 'a' as source from range(200000) n(i)",
            })
    void nothing_is_certain_where_asking_costs_more_than_the_query(String rows) throws SQLException {
        database.run("create table t as " + rows);
        assertThat(REPEATS.areRuledOut(database)).isFalse();
        assertThat(found()).isEmpty();
    }

    private List<List<String>> found() throws SQLException {
        List<List<String>> rows = database.table(REPEATS.query(), Database.ALL);
        return rows.subList(1, rows.size());
    }
}
