/** Benchmarks of the stream as a process. */
package io.millrace.bench.stream;
