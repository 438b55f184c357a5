package io.millrace.testkit.s3;

/** What a request asks for. */
public enum S3Operation {
    BUCKET,
    LIST,
    METADATA,
    DOWNLOAD,
    UPLOAD,
    COPY,
    DELETE,
    DELETE_MANY,
    MULTIPART_START,
    MULTIPART_PART,
    MULTIPART_COMPLETE,
    MULTIPART_ABORT,
    MULTIPART_LIST,
    /** A call that this emulator does not know; the real service may. */
    UNKNOWN
}
