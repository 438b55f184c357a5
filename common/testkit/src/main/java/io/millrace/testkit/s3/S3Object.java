package io.millrace.testkit.s3;

import java.time.Instant;

/**
 * An object.
 *
 * @param tag its entity tag, without quotes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
record S3Object(String key, byte[] content, String tag, String contentType, Instant modified) {

    String quotedTag() {
        return '"' + tag + '"';
    }
}
