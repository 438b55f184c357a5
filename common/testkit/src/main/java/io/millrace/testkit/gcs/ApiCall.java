package io.millrace.testkit.gcs;

import io.millrace.testkit.http.HttpCall;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request taken apart.
 *
 * @param service what stands before {@code storage/v1}: nothing, {@code download}, {@code upload} or {@code batch}
 * @param path the decoded pieces after {@code storage/v1}
 */
record ApiCall(HttpCall http, String service, List<String> path, Map<String, String> query) {

    static ApiCall of(HttpCall http) {
        String target = http.target();
        if (!target.startsWith("/")) {
            URI whole = URI.create(target);
            target = whole.getRawPath() + (whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery());
        }
        int mark = target.indexOf('?');
        String rawPath = mark < 0 ? target : target.substring(0, mark);
        String rawQuery = mark < 0 ? "" : target.substring(mark + 1);
        List<String> pieces = new ArrayList<>();
        for (String piece : rawPath.substring(1).split("/", -1)) {
            pieces.add(decoded(piece.replace("+", "%2B")));
        }
        int storage = pieces.indexOf("storage");
        boolean known = storage >= 0
                && storage <= 1
                && pieces.size() > storage + 1
                && pieces.get(storage + 1).equals("v1");
        String service = !known ? "unknown" : storage == 0 ? "" : pieces.get(0);
        List<String> path = known ? pieces.subList(storage + 2, pieces.size()) : pieces;
        return new ApiCall(http, service, List.copyOf(path), query(rawQuery));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equal = pair.indexOf('=');
                String name = equal < 0 ? pair : pair.substring(0, equal);
                query.put(decoded(name), equal < 0 ? "" : decoded(pair.substring(equal + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Whether the path has this shape; {@code *} stands for any piece. */
    boolean is(String shape) {
        String[] wanted = shape.split("/");
        if (wanted.length != path.size()) {
            return false;
        }
        for (int index = 0; index < wanted.length; index++) {
            if (!wanted[index].equals("*") && !wanted[index].equals(path.get(index))) {
                return false;
            }
        }
        return true;
    }

    String method() {
        return http.method();
    }

    String bucket() {
        return path.get(1);
    }

    String object() {
        return path.get(3);
    }

    Optional<String> asked(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<Long> generation() throws ApiError {
        return Preconditions.number(query, "generation");
    }

    Preconditions preconditions() throws ApiError {
        return Preconditions.of(query, "if");
    }

    Operation operation() {
        return switch (service) {
            case "" -> plain();
            case "download" -> is("b/*/o/*") && method().equals("GET") ? Operation.DOWNLOAD : Operation.UNKNOWN;
            case "upload" -> is("b/*/o") ? upload() : Operation.UNKNOWN;
            case "batch" -> method().equals("POST") ? Operation.BATCH : Operation.UNKNOWN;
            default -> Operation.UNKNOWN;
        };
    }

    private Operation plain() {
        if (is("b") || is("b/*")) {
            return Operation.BUCKET;
        }
        if (is("b/*/o") && method().equals("GET")) {
            return Operation.LIST;
        }
        if (is("b/*/o/*")) {
            return switch (method()) {
                case "GET" ->
                    asked("alt").filter("media"::equals).isPresent() ? Operation.DOWNLOAD : Operation.METADATA;
                case "DELETE" -> Operation.DELETE;
                case "PATCH", "PUT" -> Operation.PATCH;
                default -> Operation.UNKNOWN;
            };
        }
        if (is("b/*/o/*/compose")) {
            return Operation.COMPOSE;
        }
        if (is("b/*/o/*/rewriteTo/b/*/o/*")) {
            return Operation.REWRITE;
        }
        return is("b/*/o/*/copyTo/b/*/o/*") ? Operation.COPY : Operation.UNKNOWN;
    }

    private Operation upload() {
        if (asked("upload_id").isPresent()) {
            if (method().equals("DELETE")) {
                return Operation.RESUMABLE_CANCEL;
            }
            boolean status = http.header("content-range")
                    .filter(range -> range.startsWith("bytes */"))
                    .isPresent();
            return status ? Operation.RESUMABLE_STATUS : Operation.RESUMABLE_PUT;
        }
        return switch (asked("uploadType").orElse("")) {
            case "resumable" -> Operation.RESUMABLE_START;
            case "multipart", "media" -> Operation.UPLOAD;
            default -> Operation.UNKNOWN;
        };
    }
}
