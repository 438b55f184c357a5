package io.millrace.testkit.gcs;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One generation of an object.
 *
 * @param md5 nothing when it was composed, as in the real service
 * @param components how many parts a composed object has, 0 for others
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
record StoredObject(
        String bucket,
        String name,
        long generation,
        long metageneration,
        byte[] content,
        String contentType,
        Map<String, String> metadata,
        String crc32c,
        Optional<String> md5,
        int components,
        Instant created,
        Instant updated) {

    static String crc32c(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has MD5", e);
        }
    }

    /** What a client may say of an object that it makes. */
    record Description(String contentType, Map<String, String> metadata) {

        static final String PLAIN = "application/octet-stream";
    }
}
