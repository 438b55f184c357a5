package io.millrace.zones;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.json.LineBuffer;
import java.nio.charset.StandardCharsets;

/** The four members with which every line of the raw and error zones begins, in this order. */
final class PositionMembers {

    static final byte[] SOURCE = ascii("\"_source\":");
    static final byte[] SPLIT = ascii(",\"_split\":");
    static final byte[] OFFSET = ascii(",\"_offset\":");
    static final byte[] SOURCE_TIME = ascii(",\"_source_time\":");

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

    record Read(Position position, long sourceTime) {}

    /** Opens the line's object and reads the members. */
    static Read read(JsonCursor in) throws JsonLineException {
        in.expect('{');
        Position position = readPosition(in);
        in.expect(SOURCE_TIME);
        return new Read(position, in.timestamp());
    }

    static Position readPosition(JsonCursor in) throws JsonLineException {
        in.expect(SOURCE);
        String source = in.text();
        in.expect(SPLIT);
        String split = in.text();
        in.expect(OFFSET);
        return new Position(source, split, in.number());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
