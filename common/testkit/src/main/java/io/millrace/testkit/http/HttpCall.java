package io.millrace.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A request as it came. Header names are in lower case; the body is unpacked when it was sent with
 * {@code Content-Encoding: gzip}.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record HttpCall(String method, String target, Map<String, String> headers, byte[] body) {

    private static final int LONGEST_LINE = 64 << 10;

    /** Reads the next request of a connection, nothing when the client has closed it. */
    static Optional<HttpCall> read(InputStream in, OutputStream out) throws IOException {
        String start = line(in);
        if (start == null) {
            return Optional.empty();
        }
        String[] words = start.split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IOException("not a request of HTTP/1.1: " + start);
        }
        Map<String, String> headers = headers(in);
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        byte[] body = body(in, headers);
        if ("gzip".equals(headers.get("content-encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return Optional.of(new HttpCall(words[0], words[1], headers, body));
    }

    /** Reads one that stands whole in a text, as in the parts of a batch; its body ends with the text. */
    public static HttpCall parse(byte[] text) throws IOException {
        InputStream in = new ByteArrayInputStream(text);
        String start = line(in);
        if (start == null || start.split(" ").length < 2) {
            throw new IOException("no request in this part");
        }
        Map<String, String> headers = headers(in);
        return new HttpCall(start.split(" ")[0], start.split(" ")[1], headers, in.readAllBytes());
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Reads header lines up to the empty one. */
    public static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("not a header: " + line);
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            while (true) {
                int size = Integer.parseInt(required(in).split(";")[0].strip(), 16);
                if (size == 0) {
                    headers(in);
                    return body.toByteArray();
                }
                body.write(exactly(in, size));
                required(in);
            }
        }
        String length = headers.get("content-length");
        return length == null ? new byte[0] : exactly(in, Integer.parseInt(length));
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the client went away in the middle of a body");
        }
        return bytes;
    }

    private static String required(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException("the client went away in the middle of a request");
        }
        return line;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new IOException("a line of a request is longer than " + LONGEST_LINE + " bytes");
            }
        }
        if (line.size() > 0) {
            throw new EOFException("the client went away in the middle of a line");
        }
        return null;
    }
}
