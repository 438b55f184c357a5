package io.millrace.zones.input;

import io.millrace.pipeline.row.SourceRecord;
import java.io.Closeable;
import java.io.IOException;

/** Records that know their place in the order in which those of a run count, wherever they are read. */
public interface OrderedRecords extends Closeable {

    /** The next record, or null after the last. */
    SourceRecord next() throws IOException;

    /** The place of the record that was read last. */
    long order();
}
