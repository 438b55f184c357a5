/** Judging within partitions, by the row engine. */
package io.millrace.spark.judge;
