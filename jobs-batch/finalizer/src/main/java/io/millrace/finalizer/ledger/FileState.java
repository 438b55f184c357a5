package io.millrace.finalizer.ledger;

/** What became of a file that the ledger knows. */
public enum FileState {
    LOADED,
    /** Put aside with a reason; none of its rows is in the warehouse. */
    QUARANTINED,
    /** Its run was replaced by another; none of its rows is in the warehouse any more. */
    SUPERSEDED
}
