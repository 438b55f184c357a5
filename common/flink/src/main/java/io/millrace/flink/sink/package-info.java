/** Zones as Flink sinks: files by day, committed by the checkpoint. */
package io.millrace.flink.sink;
