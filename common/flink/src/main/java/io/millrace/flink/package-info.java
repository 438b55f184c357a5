/** Plan to DataStream: one class a step, wired in {@link io.millrace.flink.DatasetFlow}; sources and sinks are passed in. */
package io.millrace.flink;
