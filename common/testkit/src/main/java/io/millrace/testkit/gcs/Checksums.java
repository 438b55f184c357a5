package io.millrace.testkit.gcs;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.testkit.http.HttpCall;

/** The checksums that a client sends with an upload. */
final class Checksums {

    private Checksums() {}

    static void verify(HttpCall call, byte[] content) throws ApiError {
        for (String hash : call.header("x-goog-hash").orElse("").split(",")) {
            int equal = hash.indexOf('=');
            if (equal > 0) {
                verify(
                        hash.substring(0, equal).strip(),
                        hash.substring(equal + 1).strip(),
                        content);
            }
        }
    }

    static void verify(JsonNode resource, byte[] content) throws ApiError {
        if (resource.hasNonNull("crc32c")) {
            verify("crc32c", resource.get("crc32c").asText(), content);
        }
        if (resource.hasNonNull("md5Hash")) {
            verify("md5", resource.get("md5Hash").asText(), content);
        }
    }

    private static void verify(String kind, String wanted, byte[] content) throws ApiError {
        String actual = switch (kind) {
            case "crc32c" -> StoredObject.crc32c(content);
            case "md5" -> StoredObject.md5(content);
            default -> throw ApiError.invalid("a hash of an unknown kind: " + kind);
        };
        if (!actual.equals(wanted)) {
            throw ApiError.invalid(
                    "Provided " + kind + " hash \"" + wanted + "\" doesn't match calculated hash \"" + actual + "\".");
        }
    }
}
