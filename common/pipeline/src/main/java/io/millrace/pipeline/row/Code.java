package io.millrace.pipeline.row;

/** Why a record is not clean. Closed: dashboards, tests and people rely on this list. */
public enum Code {
    EMPTY,
    TOO_LARGE,
    INVALID_UTF8,
    MALFORMED,
    TOO_DEEP,
    NOT_AN_OBJECT,
    DUPLICATE_FIELD,
    BAD_TEXT,
    MISSING,
    WRONG_TYPE,
    OUT_OF_RANGE,
    PRECISION,
    LENGTH,
    PATTERN,
    NOT_IN_ENUM,
    UNKNOWN_FIELD,
    RULE,
    DUPLICATE,
    STALE
}
