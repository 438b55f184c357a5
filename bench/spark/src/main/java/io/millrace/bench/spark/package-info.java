/** Bounded runs on Spark beside what a person would type to Spark. */
package io.millrace.bench.spark;
