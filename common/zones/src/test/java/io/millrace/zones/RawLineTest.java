package io.millrace.zones;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.LineBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RawLineTest {

    private static final Position POSITION = new Position("transactions", "0", 123);
    private static final long TIME = 1_743_933_600_000_000L;

    private final LineBuffer buffer = new LineBuffer();
    private final ObjectMapper jackson = new ObjectMapper();

    @Test
    void a_plain_record_is_written_as_documented() {
        SourceRecord record = new SourceRecord(
                POSITION,
                TIME,
                utf8("k"),
                List.of(new SourceRecord.Header("name", utf8("value"))),
                utf8("{\"a\":\"\u2028\n\"}"));
        assertThat(line(record))
                .isEqualTo("{\"_source\":\"transactions\",\"_split\":\"0\",\"_offset\":123,"
                        + "\"_source_time\":\"2025-04-06T10:00:00.000000Z\",\"key\":\"k\","
                        + "\"headers\":[[\"name\",\"value\"]],\"payload\":\"{\\\"a\\\":\\\"\u2028\\n\\\"}\"}\n");
    }

    @Test
    void a_tombstone_has_a_null_payload_and_no_members_that_it_does_not_need() {
        assertThat(line(new SourceRecord(POSITION, TIME, null, List.of(), null)))
                .endsWith("\"_source_time\":\"2025-04-06T10:00:00.000000Z\",\"payload\":null}\n");
    }

    @Test
    void bytes_that_are_not_utf8_stand_in_base64() {
        byte[] overlong = {(byte) 0xC0, (byte) 0x80};
        SourceRecord record = new SourceRecord(
                POSITION,
                TIME,
                overlong,
                List.of(new SourceRecord.Header("h", overlong), new SourceRecord.Header("n", null)),
                overlong);
        assertThat(line(record))
                .contains("\"key_base64\":\"wIA=\"")
                .contains("\"headers\":[[\"h\",null,\"wIA=\"],[\"n\",null]]")
                .contains("\"payload_base64\":\"wIA=\"");
    }

    @Test
    void every_record_is_read_back_exactly() throws IOException {
        for (long seed = 0; seed < 3000; seed++) {
            SourceRecord record = record(new Random(seed));
            String line = line(record);
            RawLine.Entry entry = read(line);
            assertThat(entry.cut()).isEmpty();
            assertSame(entry.record(), record, seed);
        }
    }

    @Test
    void another_parser_sees_the_same_record() throws IOException {
        for (long seed = 0; seed < 3000; seed++) {
            SourceRecord record = record(new Random(seed));
            JsonNode node = jackson.readTree(line(record));
            assertThat(node.path("_offset").longValue())
                    .isEqualTo(record.position().offset());
            assertThat(node.path("_source").textValue())
                    .isEqualTo(record.position().source());
            assertThat(bytes(node, "payload")).as("seed %d", seed).isEqualTo(record.payload());
            assertThat(bytes(node, "key")).as("seed %d", seed).isEqualTo(record.key());
        }
    }

    @Test
    void a_payload_beyond_the_limit_leaves_head_length_and_hash() throws Exception {
        byte[] payload = new byte[RawLine.MAX_PAYLOAD + 1];
        new Random(1).nextBytes(payload);
        RawLine.Entry entry = read(line(new SourceRecord(POSITION, TIME, null, List.of(), payload)));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(payload);
        assertThat(entry.cut())
                .hasValue(new RawLine.Cut(payload.length, HexFormat.of().formatHex(hash)));
        assertThat(entry.record().payload()).isEqualTo(Arrays.copyOf(payload, RawLine.HEAD));
    }

    @Test
    void a_line_is_one_line_whatever_the_record_holds() {
        for (long seed = 0; seed < 1000; seed++) {
            String line = line(record(new Random(seed)));
            assertThat(line.indexOf('\n')).as("seed %d", seed).isEqualTo(line.length() - 1);
        }
    }

    private static void assertSame(SourceRecord read, SourceRecord record, long seed) {
        assertThat(read.position()).as("seed %d", seed).isEqualTo(record.position());
        assertThat(read.sourceTime()).as("seed %d", seed).isEqualTo(record.sourceTime());
        assertThat(read.key()).as("seed %d", seed).isEqualTo(record.key());
        assertThat(read.payload()).as("seed %d", seed).isEqualTo(record.payload());
        assertThat(read.headers()).as("seed %d", seed).hasSameSizeAs(record.headers());
        for (int index = 0; index < record.headers().size(); index++) {
            SourceRecord.Header header = record.headers().get(index);
            assertThat(read.headers().get(index).name()).as("seed %d", seed).isEqualTo(header.name());
            assertThat(read.headers().get(index).value()).as("seed %d", seed).isEqualTo(header.value());
        }
    }

    private static SourceRecord record(Random random) {
        List<SourceRecord.Header> headers = new ArrayList<>();
        for (int index = random.nextInt(3); index > 0; index--) {
            headers.add(new SourceRecord.Header(RowSamples.text(random), bytes(random)));
        }
        return new SourceRecord(
                RowSamples.position(random), RowSamples.micros(random), bytes(random), headers, bytes(random));
    }

    /** Nothing, text of all sorts, or bytes of all sorts, more than one chunk of the buffer among them. */
    private static byte[] bytes(Random random) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            return null;
        } else if (kind == 1) {
            byte[] bytes = new byte[random.nextInt(8)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(kind == 2 ? 9000 : 20); length > 0; length--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
            text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 'x' : codePoint);
        }
        return utf8(text.toString());
    }

    private static byte[] bytes(JsonNode node, String name) {
        if (node.has(name + "_base64")) {
            return Base64.getDecoder().decode(node.get(name + "_base64").textValue());
        }
        return node.path(name).textValue() == null ? null : utf8(node.get(name).textValue());
    }

    private String line(SourceRecord record) {
        buffer.clear();
        RawLine.write(record, buffer);
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }

    private static RawLine.Entry read(String line) throws IOException {
        byte[] bytes = utf8(line);
        return RawLine.read(new JsonCursor().on(bytes, 0, bytes.length - 1));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
