package io.millrace.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer. Its length is told by the server. */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

    public static HttpReply of(int status) {
        return new HttpReply(status, Map.of(), new byte[0]);
    }

    public static HttpReply json(int status, String body) {
        return new HttpReply(
                status,
                Map.of("Content-Type", "application/json; charset=UTF-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public HttpReply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, more, body);
    }

    public boolean isSuccess() {
        return status < 400;
    }
}
