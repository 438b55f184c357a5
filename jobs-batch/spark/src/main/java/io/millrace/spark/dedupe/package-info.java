/** One record a key is clean: the shared decision over sorted partitions. */
package io.millrace.spark.dedupe;
