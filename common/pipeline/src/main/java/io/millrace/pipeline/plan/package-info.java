/** The plan of a dataset: the contract resolved to columns and steps; records only. */
package io.millrace.pipeline.plan;
