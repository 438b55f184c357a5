/** Files of JSON lines as a Flink source, read in chunks by as many tasks as there are. */
package io.millrace.batch.source;
