/** Benchmarks of the warehouse: loading beside the same SQL typed by hand, publishing, reading, freshness. */
package io.millrace.bench.warehouse;
