package io.millrace.finalizer.ledger;

/** What became of a file that the ledger knows. */
public enum FileState {
    LOADED,
    /** Put aside with a reason; none of its rows is in the warehouse. */
    QUARANTINED,
    /** Another run took its place, or that of its run; none of its rows is in the warehouse any more. */
    SUPERSEDED
}
