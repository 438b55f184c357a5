package io.millrace.testkit.gcs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.testkit.http.HttpCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies of several parts: {@code multipart/related} uploads and {@code multipart/mixed} batches. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final byte[] LINE_END = {'\r', '\n'};

    private Multipart() {}

    @SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
    record Part(Map<String, String> headers, byte[] body) {}

    static List<Part> parts(HttpCall call) throws ApiError {
        Matcher boundary = BOUNDARY.matcher(call.header("content-type").orElse(""));
        if (!boundary.find()) {
            throw ApiError.invalid("a body of several parts needs a boundary in its Content-Type");
        }
        byte[] mark = ("--" + boundary.group(1)).getBytes(ISO_8859_1);
        byte[] body = call.body();
        List<Part> parts = new ArrayList<>();
        int start = next(body, mark, 0);
        while (start >= 0) {
            int after = start + mark.length;
            if (after + 1 < body.length && body[after] == '-' && body[after + 1] == '-') {
                return parts;
            }
            int end = next(body, mark, after);
            if (end < 0) {
                break;
            }
            int from = next(body, LINE_END, after) + LINE_END.length;
            parts.add(part(Arrays.copyOfRange(body, from, end - LINE_END.length)));
            start = end;
        }
        throw ApiError.invalid("the body ends before its last boundary");
    }

    private static Part part(byte[] text) throws ApiError {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(text);
            return new Part(HttpCall.headers(in), in.readAllBytes());
        } catch (IOException e) {
            throw ApiError.invalid("a part cannot be read: " + e.getMessage());
        }
    }

    private static int next(byte[] body, byte[] mark, int from) {
        for (int at = from; at <= body.length - mark.length; at++) {
            if (Arrays.equals(body, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }
}
