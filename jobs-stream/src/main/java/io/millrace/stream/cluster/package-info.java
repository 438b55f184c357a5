/** Flink in this JVM: its configuration, its life, the jobs in it. */
package io.millrace.stream.cluster;
