/**
 * A plan as DuckDB SQL. The SQL claims a record only when what it can prove of the record's bytes makes the row engine's
 * answer certain; it says nothing of any other.
 */
package io.millrace.duckdb.sql;
