package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a query reads, as DuckDB's own parser sees it.
 *
 * @param tables tables and views, those of another schema with its name
 * @param variables the variables that hold lists of files
 * @param endsInStar whether the final select leaves its columns to its inputs
 * @param isExcerpt whether it gives some columns of every row of one table as they are, and does nothing else
 */
record References(Set<String> tables, Set<String> variables, boolean endsInStar, boolean isExcerpt) {

    /** How the parser writes such a query. */
    private static final Pattern EXCERPT =
            Pattern.compile("SELECT {name}(, {name})* FROM {name}".replace("{name}", "\"?[a-z0-9_]+\"?"));

    /** What the engine sets beside the lists of files. */
    private static final Set<String> OTHER_VARIABLES = Set.of("run", "load_timestamp", "longest_line");

    private static final String NODES = """
            with nodes as (
                select fullkey, key, value, type from json_tree(json_serialize_sql({query}))
            )
            """;

    /** @throws SQLException if it is not one query */
    static References of(String query, Database database) throws SQLException {
        String nodes = NODES.replace("{query}", Database.literal(query));
        refuse(database.column(
                "select coalesce(json_serialize_sql(" + Database.literal(query) + ") ->> '$.error_message', '')"));
        Set<String> tables = new TreeSet<>(database.column(nodes + """
                select case when value ->> '$.schema_name' = '' then '' else (value ->> '$.schema_name') || '.' end
                    || (value ->> '$.table_name')
                from nodes
                where type = 'OBJECT' and value ->> '$.type' = 'BASE_TABLE'
                """));
        tables.removeAll(
                database.column(
                        nodes
                                + "select m ->> '$.key' from (select unnest(value -> '$.map[*]') as m from nodes where key = 'cte_map')"));
        Set<String> variables = new TreeSet<>(database.column(nodes + """
                select value ->> '$.arguments[0].expression.literal.text'
                from nodes
                where type = 'OBJECT' and value ->> '$.function_name' = 'getvariable'
                """));
        variables.removeAll(OTHER_VARIABLES);
        List<String> stars = database.column(nodes + """
                select fullkey
                from nodes
                where key = 'select_list' and not contains(fullkey, 'cte_map') and not contains(fullkey, 'from_table')
                    and list_contains(value ->> '$[*].type', 'STAR')
                """);
        String written = database.column(
                        "select json_deserialize_sql(json_serialize_sql(" + Database.literal(query) + "))")
                .get(0);
        return new References(
                tables, variables, !stars.isEmpty(), EXCERPT.matcher(written).matches());
    }

    private static void refuse(List<String> error) throws SQLException {
        if (!error.get(0).isEmpty()) {
            throw new SQLException(error.get(0));
        }
    }
}
