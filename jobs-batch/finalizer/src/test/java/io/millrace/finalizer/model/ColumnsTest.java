package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnsTest {

    @Test
    void a_key_that_came_is_looked_for_among_all_rows_and_no_other_key_is() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            Database database = new Database(connection);
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
            assertThat(database.table(Columns.twiceAmongNew("t", List.of("k", "n")) + " order by all", Database.ALL))
                    .containsExactly(List.of("k", "n", "times"), List.of("a", "1", "2"), List.of("c", "4", "2"));
        }
    }
}
