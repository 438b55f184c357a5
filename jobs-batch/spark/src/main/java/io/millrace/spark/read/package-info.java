/** The input of a run, cut into what one task reads at a time. */
package io.millrace.spark.read;
