package io.millrace.zones;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.json.Instants;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.record.ErrorRecord;
import java.util.Arrays;

/**
 * What the books need of a line and no more: its position, its day, and of an error line its kind and what it is a
 * duplicate of. Reads the beginning of the line only. One object serves all lines, one after the other.
 */
public final class LineHead {

    /** No beginning of a line that the zones write is longer, but for monstrous names. */
    public static final int MAX_BYTES = 4 << 20;

    private final JsonCursor in = new JsonCursor();
    /** The line up to its offset: the same on most lines that follow each other. */
    private byte[] prefix = {};

    private String source;
    private String split;
    private long offset;
    private long sourceTime;
    private ErrorRecord.Kind kind;
    private Position duplicateOf;

    /** Reads the head of a raw line. */
    public void raw(LineReader line) throws JsonLineException {
        position(line);
        in.expect(',');
    }

    /** Reads the head of an error line. */
    public void error(LineReader line) throws JsonLineException {
        position(line);
        kind = ErrorLine.readKind(in);
        in.expect(ErrorLine.VIOLATIONS);
        in.skip();
        duplicateOf = ErrorLine.readDuplicateOf(in);
        if ((kind == ErrorRecord.Kind.DUPLICATE) != (duplicateOf != null)) {
            throw new JsonLineException("a duplicate, and nothing else, is a duplicate of something");
        }
    }

    private void position(LineReader line) throws JsonLineException {
        in.on(line.array(), line.from(), line.to());
        if (!in.take(prefix) || prefix.length == 0) {
            in.on(line.array(), line.from(), line.to());
            in.expect('{');
            in.expect(PositionMembers.SOURCE);
            source = in.text();
            in.expect(PositionMembers.SPLIT);
            split = in.text();
            in.expect(PositionMembers.OFFSET);
            prefix = Arrays.copyOfRange(line.array(), line.from(), line.from() + in.position());
        }
        offset = in.number();
        if (offset < 0) {
            throw new JsonLineException("an offset is not negative");
        }
        in.expect(PositionMembers.SOURCE_TIME);
        sourceTime = in.timestamp();
    }

    public String source() {
        return source;
    }

    public String split() {
        return split;
    }

    public long offset() {
        return offset;
    }

    /** Epoch micros. */
    public long sourceTime() {
        return sourceTime;
    }

    /** The day, in UTC, by which the line is partitioned. */
    public int day() {
        return Instants.day(sourceTime);
    }

    /** Of an error line only. */
    public ErrorRecord.Kind kind() {
        return kind;
    }

    /** Null unless the line is that of a duplicate. */
    public Position duplicateOf() {
        return duplicateOf;
    }
}
