package io.millrace.finalizer.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select a, b_1, from t | true",
                "select a /* why */ , b from t | true",
                "select a as a from t | false",
                "select a as b from t | false",
                "select t.a from t | false",
                "select upper(a) from t | false",
                "select null from t | false",
                "select * from t | false",
                "select distinct a from t | false",
                "select a from t where a > 0 | false",
                "select a from t group by a | false",
                "select a from t order by a limit 1 | false",
                "select a from t using sample 10 | false",
                "select a from t as t(b) | false",
                "select a from t, u | false",
                "select a from (select a from t) | false",
                "select a from t union all select a from t | false",
                "with t as (select 1 as a) select a from t | false",
                "select a from model.t | false",
            })
    void an_excerpt_takes_columns_of_every_row_of_one_table_as_they_are(String query, boolean isExcerpt)
            throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(References.of(List.of(query), new Database(connection))
                            .get(0)
                            .isExcerpt())
                    .isEqualTo(isExcerpt);
        }
    }

    @Test
    void each_query_is_told_what_it_reads_itself_or_why_it_is_none() throws Exception {
        List<String> queries = List.of(
                "with own as (select * from read_parquet(getvariable('files')))"
                        + " select own.a, getvariable('run') as run from own join model.kept using (a)"
                        + " where a in (select a from other)",
                "select 1 as a; select 2 as a",
                "selec a from t",
                "select b.* from (select * from own) as b",
                "select 1 as one");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            assertThat(References.of(List.of(), new Database(connection))).isEmpty();
            List<References> found = References.of(queries, new Database(connection));
            assertThat(found)
                    .extracting(References::tables)
                    .containsExactly(Set.of("model.kept", "other"), Set.of(), Set.of(), Set.of("own"), Set.of());
            assertThat(found)
                    .extracting(References::variables)
                    .containsExactly(Set.of("files"), Set.of(), Set.of(), Set.of(), Set.of());
            assertThat(found).extracting(References::endsInStar).containsExactly(false, false, false, true, false);
            assertThat(found)
                    .extracting(references -> references.error().isEmpty())
                    .containsExactly(true, false, false, true, true);
        }
    }
}
