package io.millrace.duckdb.sql;

import java.util.List;
import java.util.stream.Collectors;

/** Spells names and values so that DuckDB reads them as nothing else. */
final class Sql {

    private Sql() {}

    /** A text literal. A zero, which SQL text cannot hold, never stands in a contract's text. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String texts(List<String> values) {
        return values.stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
