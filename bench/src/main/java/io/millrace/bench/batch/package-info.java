/** Bounded runs beside what a person would type to the same engine. */
package io.millrace.bench.batch;
