/** Flink in this JVM: its life and the jobs in it. */
package io.millrace.flink.cluster;
