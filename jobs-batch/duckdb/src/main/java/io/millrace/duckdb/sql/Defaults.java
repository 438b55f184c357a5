package io.millrace.duckdb.sql;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;

/**
 * Fills the required columns of rows that nobody looks at, so that DuckDB knows of no null in them: it is by this that
 * it writes a Parquet column as required.
 */
final class Defaults {

    private Defaults() {}

    static String orAbsent(Column column, String value) {
        return column.required() ? "coalesce(" + value + ", " + of(column.type()) + ")" : value;
    }

    private static String of(Type type) {
        if (type instanceof Type.Text || type instanceof Type.Json) {
            return "''";
        } else if (type instanceof Type.Bool) {
            return "false";
        } else if (type instanceof Type.Date) {
            return "date '1970-01-01'";
        } else if (type instanceof Type.Timestamp) {
            return "timestamptz '1970-01-01 00:00:00+00'";
        }
        return "0::" + FieldSql.type(type);
    }
}
