/** Object stores through Hadoop's file systems, which are those that Spark itself reads and writes with. */
package io.millrace.spark.store;
