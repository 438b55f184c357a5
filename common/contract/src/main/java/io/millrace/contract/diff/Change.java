package io.millrace.contract.diff;

/**
 * One difference between two contracts.
 *
 * @param what what was and what is, in words that name the field or rule
 */
public record Change(ChangeKind kind, String what) {}
