package io.millrace.pipeline.warehouse;

/**
 * A check that does not hold.
 *
 * @param detail the columns and the first row that it found; masked data only
 * @param look where to look next
 */
public record FailedCheck(String check, String detail, String look) {}
