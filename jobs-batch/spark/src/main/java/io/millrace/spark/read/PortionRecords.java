package io.millrace.spark.read;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.input.LineRecords;
import java.io.Closeable;
import java.io.IOException;

/** The records of a portion, part after part. */
public final class PortionRecords implements Closeable {

    private final Portion portion;
    private int at;
    private LineRecords part;

    PortionRecords(Portion portion) {
        this.portion = portion;
    }

    /** The next record, or null after the last. */
    public SourceRecord next() throws IOException {
        while (true) {
            if (part == null) {
                if (at == portion.parts().size()) {
                    return null;
                }
                FilePart next = portion.parts().get(at++);
                part = LineRecords.of(next.file(), next.chunk());
            }
            SourceRecord record = part.next();
            if (record != null) {
                return record;
            }
            close();
        }
    }

    /** How many bytes the portion has as it is stored. */
    public long bytes() {
        return portion.bytes();
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
            part = null;
        }
    }
}
