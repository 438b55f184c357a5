/**
 * Judges records: bytes in, one outcome out. {@link io.millrace.pipeline.judge.Judge} reads like the way of a record;
 * one reader a type turns a JSON value into the value of a field.
 */
package io.millrace.pipeline.judge;
