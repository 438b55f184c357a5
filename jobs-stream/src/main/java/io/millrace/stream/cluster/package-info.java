/** How Flink in this JVM is configured for streams. */
package io.millrace.stream.cluster;
