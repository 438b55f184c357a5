package io.millrace.pipeline.row;

import java.util.List;

/**
 * One record as it came: payload bytes (null for a tombstone), its position, the source's time in epoch micros, and the
 * key (null if none) and headers that came with it. The arrays are never changed after construction.
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
public record SourceRecord(Position position, long sourceTime, byte[] key, List<Header> headers, byte[] payload) {

    /** A header; its value may be null. */
    public record Header(String name, byte[] value) {}
}
