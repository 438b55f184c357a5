/** Bounded runs on Flink: the operators of the stream, over files, in the order in which the records count. */
package io.millrace.batch;
