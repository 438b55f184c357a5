package io.millrace.testkit.s3;

import io.millrace.testkit.http.HttpCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request in path style, taken apart: {@code /bucket/key?query}. */
record S3Call(HttpCall http, String bucket, String key, Map<String, String> query) {

    static S3Call of(HttpCall http) {
        String target = http.target();
        int mark = target.indexOf('?');
        String path = decoded((mark < 0 ? target : target.substring(0, mark)).replace("+", "%2B"));
        int slash = path.indexOf('/', 1);
        String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        return new S3Call(http, bucket, key, query(mark < 0 ? "" : target.substring(mark + 1)));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equal = pair.indexOf('=');
                query.put(
                        decoded(equal < 0 ? pair : pair.substring(0, equal)),
                        equal < 0 ? "" : decoded(pair.substring(equal + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name));
    }

    S3Operation operation() {
        if (key.isEmpty()) {
            return switch (http.method()) {
                case "HEAD" -> S3Operation.BUCKET;
                case "GET" -> ofBucket();
                case "POST" -> query.containsKey("delete") ? S3Operation.DELETE_MANY : S3Operation.UNKNOWN;
                default -> S3Operation.UNKNOWN;
            };
        }
        boolean ofUpload = query.containsKey("uploadId");
        return switch (http.method()) {
            case "HEAD" -> S3Operation.METADATA;
            case "GET" -> ofUpload ? S3Operation.UNKNOWN : S3Operation.DOWNLOAD;
            case "PUT" ->
                ofUpload
                        ? S3Operation.MULTIPART_PART
                        : http.header("x-amz-copy-source").isPresent() ? S3Operation.COPY : S3Operation.UPLOAD;
            case "POST" ->
                ofUpload
                        ? S3Operation.MULTIPART_COMPLETE
                        : query.containsKey("uploads") ? S3Operation.MULTIPART_START : S3Operation.UNKNOWN;
            case "DELETE" -> ofUpload ? S3Operation.MULTIPART_ABORT : S3Operation.DELETE;
            default -> S3Operation.UNKNOWN;
        };
    }

    private S3Operation ofBucket() {
        if (query.containsKey("uploads")) {
            return S3Operation.MULTIPART_LIST;
        }
        return "2".equals(query.get("list-type")) ? S3Operation.LIST : S3Operation.UNKNOWN;
    }
}
