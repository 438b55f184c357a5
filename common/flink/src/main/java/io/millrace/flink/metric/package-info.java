/** The metrics of a dataset's job, each named in one place. */
package io.millrace.flink.metric;
