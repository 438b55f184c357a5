package io.millrace.zones.input;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.BoundedInput.RawFile;
import io.millrace.zones.LineHead;
import io.millrace.zones.LineReader;
import io.millrace.zones.RawLine;
import io.millrace.zones.file.Storage;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/** The records of a file of the raw zone, as they came once. */
public final class RawRecords implements OrderedRecords {

    private final String name;
    private final LineReader lines;
    private final DataInputStream orders;
    private final JsonCursor cursor = new JsonCursor();
    private final LineHead head = new LineHead();
    private long order;

    private RawRecords(String name, LineReader lines, DataInputStream orders) {
        this.name = name;
        this.lines = lines;
        this.orders = orders;
    }

    public static RawRecords of(RawFile file) throws IOException {
        String name = Storage.shown(file.uri());
        DataInputStream orders = new DataInputStream(
                new BufferedInputStream(Storage.at(file.order()).read(file.order())));
        return new RawRecords(name, LineReader.zstd(Storage.at(file.uri()).read(file.uri()), name), orders);
    }

    @Override
    public SourceRecord next() throws IOException {
        return advance() ? record() : null;
    }

    /** Goes on to the next record, without making anything of it; false after the last. */
    public boolean advance() throws IOException {
        if (!lines.next()) {
            return false;
        }
        order = orders.readLong();
        return true;
    }

    /** The record at hand. */
    public SourceRecord record() throws IOException {
        try {
            RawLine.Entry entry = RawLine.read(cursor.on(lines.array(), lines.from(), lines.to()));
            return entry.cut().isPresent() ? padded(entry.record(), entry.cut().get()) : entry.record();
        } catch (JsonLineException e) {
            throw broken(e);
        }
    }

    /** Where the record at hand stood, until the next step. */
    public LineHead head() throws IOException {
        try {
            head.raw(lines);
            return head;
        } catch (JsonLineException e) {
            throw broken(e);
        }
    }

    private UnreadableInput broken(JsonLineException e) {
        return new UnreadableInput(
                name + " holds a line that is no record, line " + lines.number() + ": " + e.getMessage(), e);
    }

    /** Of a payload that was too long to keep, the length tells the judge enough: no contract allows so much. */
    private SourceRecord padded(SourceRecord head, RawLine.Cut cut) throws UnreadableInput {
        if (cut.bytes() > Integer.MAX_VALUE) {
            throw new UnreadableInput(name + " holds a record of " + cut.bytes() + " bytes, line " + lines.number());
        }
        return new SourceRecord(
                head.position(), head.sourceTime(), head.key(), head.headers(), Arrays.copyOf(head.payload(), (int)
                        cut.bytes()));
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public void close() throws IOException {
        try (orders) {
            lines.close();
        }
    }
}
