/** From a contract file to a checked {@link io.millrace.contract.Contract}, or to everything that is wrong with it. */
package io.millrace.contract.compile;
