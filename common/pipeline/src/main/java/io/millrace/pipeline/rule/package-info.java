/**
 * Evaluates rules over the fields of a record with the errors of CEL: an absent field or an overflow is an error value,
 * which {@code &&} and {@code ||} absorb in both orders. No exception is thrown for it.
 */
package io.millrace.pipeline.rule;
