package io.millrace.testkit.gcs;

/** What a request asks for. */
public enum Operation {
    BUCKET,
    METADATA,
    LIST,
    DOWNLOAD,
    UPLOAD,
    RESUMABLE_START,
    RESUMABLE_PUT,
    RESUMABLE_STATUS,
    RESUMABLE_CANCEL,
    COMPOSE,
    REWRITE,
    COPY,
    PATCH,
    DELETE,
    BATCH,
    /** A call that this emulator does not know; the real service may. */
    UNKNOWN
}
