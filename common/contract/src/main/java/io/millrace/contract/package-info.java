/**
 * The dataset contract: what a good record of a dataset is. A contract file is read, checked as a whole and becomes a
 * {@link io.millrace.contract.Contract}; nothing in here knows an engine.
 */
package io.millrace.contract;
