/** Benchmarks: how fast records are judged, beside a well-known parser of the same bytes. */
package io.millrace.bench;
