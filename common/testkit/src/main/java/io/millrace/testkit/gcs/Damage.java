package io.millrace.testkit.gcs;

import io.millrace.testkit.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Answers made wrong. */
final class Damage {

    private static final Pattern SUMS = Pattern.compile("\"(crc32c|md5Hash)\":\"[^\"]*\"");
    private static final String CRC = StoredObject.crc32c("another content".getBytes(StandardCharsets.UTF_8));
    private static final String MD5 = StoredObject.md5("another content".getBytes(StandardCharsets.UTF_8));

    private Damage() {}

    /** The same answer with the checksums of something else. */
    static HttpReply checksums(HttpReply reply) {
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.computeIfPresent("X-Goog-Hash", (name, value) -> "crc32c=" + CRC + ",md5=" + MD5);
        if (!headers.getOrDefault("Content-Type", "").startsWith("application/json")) {
            return new HttpReply(reply.status(), headers, reply.body());
        }
        String body = SUMS.matcher(new String(reply.body(), StandardCharsets.UTF_8))
                .replaceAll(sum -> "\"" + sum.group(1) + "\":\"" + (sum.group(1).equals("md5Hash") ? MD5 : CRC) + "\"");
        return new HttpReply(reply.status(), headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
