/** What DuckDB writes, made into what the zones promise. */
package io.millrace.duckdb.write;
