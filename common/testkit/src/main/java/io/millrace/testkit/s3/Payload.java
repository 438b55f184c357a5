package io.millrace.testkit.s3;

import io.millrace.testkit.http.HttpCall;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The bytes that a request brings: taken out of signed chunks, and held against the checksums sent with them. */
final class Payload {

    private static final String CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private Payload() {}

    static byte[] of(HttpCall call) throws S3Error {
        String hash = call.header("x-amz-content-sha256").orElse(UNSIGNED);
        byte[] content = hash.equals(CHUNKS) ? unchunked(call.body()) : call.body();
        Optional<String> length = call.header("x-amz-decoded-content-length");
        if (length.isPresent() && Long.parseLong(length.get()) != content.length) {
            throw new S3Error(400, "IncompleteBody", "there are " + content.length + " bytes, not " + length.get());
        }
        if (!hash.equals(CHUNKS) && !hash.equals(UNSIGNED) && !hash.equals(Signature.sha256(content))) {
            throw new S3Error(400, "XAmzContentSHA256Mismatch", "the body has another hash than its header says");
        }
        Optional<String> md5 = call.header("content-md5");
        if (md5.isPresent()
                && !HexFormat.of()
                        .formatHex(Base64.getDecoder().decode(md5.get()))
                        .equals(Signature.md5(content))) {
            throw new S3Error(400, "BadDigest", "the body has another MD5 than its header says");
        }
        return content;
    }

    /** {@code size;chunk-signature=…}, the bytes, an empty line's end; the last has no bytes. */
    private static byte[] unchunked(byte[] body) throws S3Error {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (end < body.length && body[end] != '\r') {
                end++;
            }
            String head = new String(body, at, end - at, StandardCharsets.ISO_8859_1);
            int mark = head.indexOf(';');
            if (mark < 1) {
                throw new S3Error(400, "IncompleteBody", "a chunk has no signature");
            }
            int size = Integer.parseInt(head.substring(0, mark), 16);
            if (size == 0) {
                return content.toByteArray();
            }
            if (end + 4 + size > body.length) {
                throw new S3Error(400, "IncompleteBody", "a chunk is longer than the body");
            }
            content.write(body, end + 2, size);
            at = end + 4 + size;
        }
    }
}
