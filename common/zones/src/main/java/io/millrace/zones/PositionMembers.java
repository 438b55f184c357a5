package io.millrace.zones;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.json.LineBuffer;
import java.nio.charset.StandardCharsets;

/** The four members with which every line of the raw and error zones begins, in this order. */
final class PositionMembers {

    private static final byte[] SOURCE = ascii("\"_source\":");
    private static final byte[] SPLIT = ascii(",\"_split\":");
    private static final byte[] OFFSET = ascii(",\"_offset\":");
    private static final byte[] SOURCE_TIME = ascii(",\"_source_time\":");

    private PositionMembers() {}

    /** Opens the line's object and writes the members. */
    static void write(Position position, long sourceTime, LineBuffer out) {
        out.raw('{');
        write(position, out);
        out.raw(SOURCE_TIME).timestamp(sourceTime);
    }

    static void write(Position position, LineBuffer out) {
        out.raw(SOURCE).text(position.source());
        out.raw(SPLIT).text(position.split());
        out.raw(OFFSET).number(position.offset());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
