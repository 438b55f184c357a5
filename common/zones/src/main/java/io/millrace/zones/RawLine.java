package io.millrace.zones;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of the raw zone: a record exactly as it came, whatever its bytes are. */
public final class RawLine {

    /** A longer payload is kept as its head, its length and its hash. */
    public static final int MAX_PAYLOAD = 64 << 20;

    /** Bytes of the head that is kept of a longer payload. */
    public static final int HEAD = 64 << 10;

    private static final byte[] KEY = name("key");
    private static final byte[] KEY_BASE64 = name("key_base64");
    private static final byte[] HEADERS = name("headers");
    private static final byte[] PAYLOAD = name("payload");
    private static final byte[] PAYLOAD_BASE64 = name("payload_base64");
    private static final byte[] PAYLOAD_HEAD = name("payload_head_base64");
    private static final byte[] PAYLOAD_BYTES = name("payload_bytes");
    private static final byte[] PAYLOAD_SHA256 = name("payload_sha256");

    private RawLine() {}

    /** Appends the line of a record, with the line feed at its end. Never fails, whatever the record holds. */
    public static void write(SourceRecord record, LineBuffer out) {
        PositionMembers.write(record.position(), record.sourceTime(), out);
        if (record.key() != null) {
            bytes(KEY, KEY_BASE64, record.key(), out);
        }
        if (!record.headers().isEmpty()) {
            headers(record.headers(), out);
        }
        if (record.payload() == null) {
            out.raw(PAYLOAD).nullValue();
        } else if (record.payload().length > MAX_PAYLOAD) {
            cut(record.payload(), out);
        } else {
            bytes(PAYLOAD, PAYLOAD_BASE64, record.payload(), out);
        }
        out.raw('}').raw('\n');
    }

    private static void bytes(byte[] name, byte[] base64Name, byte[] value, LineBuffer out) {
        int mark = out.length();
        if (!out.raw(name).tryUtf8(value)) {
            out.truncate(mark);
            out.raw(base64Name).base64(value, value.length);
        }
    }

    /** {@code [name, value]}, or {@code [name, null, base64]} when the value is not UTF-8: texts and nulls only. */
    private static void headers(List<SourceRecord.Header> headers, LineBuffer out) {
        out.raw(HEADERS);
        char before = '[';
        for (SourceRecord.Header header : headers) {
            out.raw(before).raw('[').text(header.name()).raw(',');
            byte[] value = header.value();
            if (value == null) {
                out.nullValue();
            } else if (!out.tryUtf8(value)) {
                out.nullValue().raw(',').base64(value, value.length);
            }
            out.raw(']');
            before = ',';
        }
        out.raw(']');
    }

    private static void cut(byte[] payload, LineBuffer out) {
        out.raw(PAYLOAD_HEAD).base64(payload, HEAD);
        out.raw(PAYLOAD_BYTES).number(payload.length);
        out.raw(PAYLOAD_SHA256).hex(sha256(payload));
    }

    private static byte[] sha256(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A line read back. When there is a {@code cut}, the record's payload is its head only. */
    public record Entry(SourceRecord record, Optional<Cut> cut) {}

    /** What is known of a payload that was too long to keep: its bytes and their SHA-256 in hex digits. */
    public record Cut(long bytes, String sha256) {}

    /** Reads a line that {@link #write} wrote, without its line feed. */
    public static Entry read(JsonCursor in) throws JsonLineException {
        PositionMembers.Read head = PositionMembers.read(in);
        byte[] key = in.take(KEY) ? in.utf8() : in.take(KEY_BASE64) ? in.base64() : null;
        List<SourceRecord.Header> headers = in.take(HEADERS) ? readHeaders(in) : List.of();
        byte[] payload;
        Optional<Cut> cut = Optional.empty();
        if (in.take(PAYLOAD)) {
            payload = in.takeNull() ? null : in.utf8();
        } else if (in.take(PAYLOAD_BASE64)) {
            payload = in.base64();
        } else {
            in.expect(PAYLOAD_HEAD);
            payload = in.base64();
            cut = Optional.of(readCut(in));
        }
        in.expect('}');
        in.expectEnd();
        return new Entry(new SourceRecord(head.position(), head.sourceTime(), key, headers, payload), cut);
    }

    private static List<SourceRecord.Header> readHeaders(JsonCursor in) throws JsonLineException {
        List<SourceRecord.Header> headers = new ArrayList<>();
        in.expect('[');
        do {
            in.expect('[');
            String name = in.text();
            in.expect(',');
            byte[] value = in.takeNull() ? null : in.utf8();
            if (!in.closes(']')) {
                value = in.base64();
                in.expect(']');
            }
            headers.add(new SourceRecord.Header(name, value));
        } while (!in.closes(']'));
        return List.copyOf(headers);
    }

    private static Cut readCut(JsonCursor in) throws JsonLineException {
        in.expect(PAYLOAD_BYTES);
        long bytes = in.number();
        in.expect(PAYLOAD_SHA256);
        return new Cut(bytes, in.text());
    }

    private static byte[] name(String name) {
        return (",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }
}
