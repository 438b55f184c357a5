package io.millrace.pipeline.warehouse;

/** The steps of a load in their order, some of which few loads need. The process may die after or within any of them; the next load goes on. */
public enum LoadStep {
    LOCK,
    OPEN,
    /** The working file was copied: changed SQL asks for tables to be filled again. */
    BRANCH,
    /** Rows of the zones were brought into such tables. */
    REFILL,
    LIST,
    STAGE,
    PROBE,
    BEGIN,
    LEDGER,
    BUILD,
    COMMIT,
    CHECKPOINT,
    /** The working file is gone, whose place another takes that was built beside it. */
    REMOVE,
    /** The other has taken its place. */
    SWAP,
    COPY,
    SYNC,
    POINT,
    COLLECT
}
