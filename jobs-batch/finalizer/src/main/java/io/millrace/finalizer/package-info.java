/** The warehouse in DuckDB. */
package io.millrace.finalizer;
