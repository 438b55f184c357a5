package io.millrace.finalizer.model;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a query reads, as DuckDB's own parser sees it.
 *
 * @param error why it is not one query; empty if it is
 * @param tables tables and views, those of another schema with its name
 * @param variables the variables that hold lists of files
 * @param endsInStar whether the final select leaves its columns to its inputs
 * @param isExcerpt whether it gives some columns of every row of one table as they are, and does nothing else
 */
record References(String error, Set<String> tables, Set<String> variables, boolean endsInStar, boolean isExcerpt) {

    /** How the parser writes such a query. */
    private static final Pattern EXCERPT =
            Pattern.compile("SELECT {name}(, {name})* FROM {name}".replace("{name}", "\"?[a-z0-9_]+\"?"));

    /** What the engine sets beside the lists of files. */
    private static final Set<String> OTHER_VARIABLES = Set.of("run", "load_timestamp", "longest_line");

    private static final String ASKED = """
            with parsed as materialized (
                select id, json_serialize_sql(query) as tree
                from (select generate_subscripts({queries}, 1) as id, unnest({queries}) as query)
            ),
            leaves as materialized (
                select parsed.id, leaf.path, leaf.key, leaf.atom ->> '$' as text
                from parsed, json_tree(parsed.tree) as leaf
                where leaf.key in ('type', 'schema_name', 'table_name', 'key', 'function_name', 'text')
            ),
            named as (
                select id, text as name
                from leaves
                where key = 'key' and regexp_matches(path, '[.]cte_map[.]map\\[\\d+\\]$')
            ),
            mentioned as (
                select
                    id,
                    any_value(text) filter (where key = 'schema_name') as schema,
                    if(schema = '', '', schema || '.') || any_value(text) filter (where key = 'table_name') as name,
                from leaves
                group by id, path
                having any_value(text) filter (where key = 'type') = 'BASE_TABLE'
            ),
            tables as (
                select id, list(distinct name) as names from mentioned anti join named using (id, name) group by id
            ),
            variables as (
                select functions.id, list(distinct literals.text) as names
                from leaves as functions
                join leaves as literals
                    on literals.id = functions.id
                    and literals.path = functions.path || '.arguments[0].expression.literal'
                where functions.key = 'function_name' and functions.text = 'getvariable' and literals.key = 'text'
                group by functions.id
            ),
            stars as (
                select distinct id
                from leaves
                where key = 'type' and text = 'STAR' and regexp_matches(path, '[.]select_list\\[\\d+\\]$')
                    and not contains(path, 'cte_map') and not contains(path, 'from_table')
            )
            select
                case
                    when (tree ->> '$.error_message') is not null then tree ->> '$.error_message'
                    when json_array_length(tree, '$.statements') <> 1 then 'it is several'
                    else ''
                end as error,
                array_to_string(coalesce(tables.names, []), chr(10)),
                array_to_string(coalesce(variables.names, []), chr(10)),
                id in (select id from stars),
                if(error = '', json_deserialize_sql(tree), ''),
            from parsed
            left join tables using (id)
            left join variables using (id)
            order by id
            """;

    /** Looks at all of them at once: the parser is quick, and a statement is not. */
    static List<References> of(List<String> queries, Database database) throws SQLException {
        String literals =
                queries.stream().map(Database::literal).collect(Collectors.joining(", ", "[", "]::varchar[]"));
        return database.table(ASKED.replace("{queries}", literals), Database.ALL).stream()
                .skip(1)
                .map(References::of)
                .toList();
    }

    private static References of(List<String> answer) {
        Set<String> variables = names(answer.get(2));
        variables.removeAll(OTHER_VARIABLES);
        return new References(
                answer.get(0),
                names(answer.get(1)),
                variables,
                Boolean.parseBoolean(answer.get(3)),
                EXCERPT.matcher(answer.get(4)).matches());
    }

    private static Set<String> names(String lines) {
        return lines.isEmpty() ? new TreeSet<>() : new TreeSet<>(List.of(lines.split("\n")));
    }
}
