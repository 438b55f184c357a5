package io.millrace.duckdb.read;

import io.millrace.pipeline.row.SourceRecord;
import java.io.IOException;

/** The records of a part of the input, one after the other. */
interface SeenRecords extends AutoCloseable {

    /** Goes on to the next record; false after the last. */
    boolean advance() throws IOException;

    /** Whether DuckDB reads the record at hand as well. */
    boolean isRead();

    /** The number of the record at hand in the order in which records count, if DuckDB reads it as its so-manieth. */
    long number(long read);

    /** The record at hand. */
    SourceRecord record() throws IOException;

    @Override
    void close() throws IOException;
}
