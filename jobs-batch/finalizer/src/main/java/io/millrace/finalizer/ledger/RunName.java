package io.millrace.finalizer.ledger;

/** A bounded run of a dataset. */
public record RunName(String dataset, String run) {}
