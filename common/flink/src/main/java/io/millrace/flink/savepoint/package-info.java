/** What stands in a checkpoint or savepoint, and which state is on record. */
package io.millrace.flink.savepoint;
