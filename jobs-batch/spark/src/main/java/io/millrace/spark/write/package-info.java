/** What is written into the zones, and how often it was. */
package io.millrace.spark.write;
