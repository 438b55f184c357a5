/** The streaming runner: topics to zones on a Flink cluster in this JVM, one job a dataset. */
package io.millrace.stream;
