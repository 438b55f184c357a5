package io.millrace.pipeline.warehouse;

/** The steps of a load in their order. The process may die after or within any of them; the next load goes on. */
public enum LoadStep {
    LOCK,
    OPEN,
    LIST,
    STAGE,
    PROBE,
    BEGIN,
    LEDGER,
    BUILD,
    COMMIT,
    CHECKPOINT,
    COPY,
    SYNC,
    POINT,
    COLLECT
}
