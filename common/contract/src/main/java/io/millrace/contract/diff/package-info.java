/** What is different between two contracts of a dataset, and what each difference means for jobs, producers and readers. */
package io.millrace.contract.diff;
