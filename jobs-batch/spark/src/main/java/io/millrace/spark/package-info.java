/** Bounded runs on Spark. */
package io.millrace.spark;
