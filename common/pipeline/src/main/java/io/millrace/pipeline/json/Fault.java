package io.millrace.pipeline.json;

import io.millrace.pipeline.row.Code;

/**
 * Why a text is not JSON that we read: MALFORMED or TOO_DEEP, where, and what was expected there. Tells nothing of the
 * text itself.
 */
public record Fault(Code code, int offset, String message) {}
