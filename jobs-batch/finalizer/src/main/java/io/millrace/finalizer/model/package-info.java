/** The warehouse as plain SQL: what stands in the SQL folder, and how it is built inside a transaction. */
package io.millrace.finalizer.model;
