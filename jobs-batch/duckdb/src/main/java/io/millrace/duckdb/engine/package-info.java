/** The engine that a run has to itself. */
package io.millrace.duckdb.engine;
