package io.millrace.pipeline.row;

/**
 * One reason why a record is not clean. {@code field} and {@code rule} are null where the reason has none; the message
 * never holds a value of a masked or unknown field.
 */
public record Violation(Code code, String field, String rule, String message) {}
