package io.millrace.contract.diff;

/** What a change means for a job that goes on with it, for those who send records, and for those who read the zones. */
public enum Verdict {
    /** Nothing that stands or runs notices. */
    SAFE,
    /** Nothing is lost or misread; from the change on, something is judged or looks another way. */
    NOTICE,
    /** State would be lost or misread, a reader loses a column or its meaning, or a faithful producer is turned away. */
    BREAKING
}
