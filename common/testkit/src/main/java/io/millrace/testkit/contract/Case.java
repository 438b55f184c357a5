package io.millrace.testkit.contract;

import io.millrace.testkit.fixture.Fixture;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A fixture as a file: the records that came before, then the one that it is about.
 *
 * @param number of its own, which becomes its key where the fixture does not care: so that many fit into one run
 */
record Case(Fixture fixture, int number) {

    private static final String PLAIN_KEY = "{\"id\":1,";

    String source() {
        return String.format(Locale.ROOT, "%04d.ndjson", number);
    }

    /** Its records as payloads, in their order. */
    List<byte[]> payloads() {
        List<byte[]> payloads = new ArrayList<>(fixture.before());
        payloads.add(hasPlainKey() ? ownKey(fixture.payload()) : fixture.payload());
        return payloads;
    }

    private boolean hasPlainKey() {
        return fixture.payload() != null
                && fixture.before().isEmpty()
                && !fixture.contract().contains("max_bytes")
                && new String(fixture.payload(), StandardCharsets.ISO_8859_1).startsWith(PLAIN_KEY);
    }

    private byte[] ownKey(byte[] payload) {
        ByteArrayOutputStream keyed = new ByteArrayOutputStream();
        keyed.writeBytes(("{\"id\":" + number + ",").getBytes(StandardCharsets.US_ASCII));
        keyed.write(payload, PLAIN_KEY.length(), payload.length - PLAIN_KEY.length());
        return keyed.toByteArray();
    }

    /** Whether lines can hold its records: some only a topic can. */
    boolean isLines() {
        return payloads().stream().allMatch(Case::isLine);
    }

    private static boolean isLine(byte[] payload) {
        if (payload == null) {
            return false;
        }
        boolean filled = false;
        for (byte unit : payload) {
            if (unit == '\n') {
                return false;
            }
            filled |= unit != ' ' && unit != '\t' && unit != '\r';
        }
        return filled;
    }

    /** The file's text. It begins with an empty line, so that a byte order mark of a record is not that of the file. */
    byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        List<byte[]> payloads = payloads();
        for (byte[] payload : payloads) {
            text.write('\n');
            text.writeBytes(payload);
            if (payload[payload.length - 1] == '\r') {
                // One would belong to the line end.
                text.write('\r');
            }
        }
        return last(payloads) == '\r' ? Arrays.copyOf(text.toByteArray(), text.size() - 1) : text.toByteArray();
    }

    private static byte last(List<byte[]> payloads) {
        byte[] payload = payloads.get(payloads.size() - 1);
        return payload[payload.length - 1];
    }
}
