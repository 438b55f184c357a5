/** The runner that lets DuckDB do the work, and the row engine whatever SQL cannot decide exactly. */
package io.millrace.duckdb;
