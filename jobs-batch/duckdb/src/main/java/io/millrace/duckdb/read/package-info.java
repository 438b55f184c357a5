/** The records of the input beside DuckDB's own reading of it: where each stands, and those that SQL does not decide. */
package io.millrace.duckdb.read;
