package io.millrace.testkit.generate;

import java.util.Arrays;

/** A record as it was made: filled anew by each {@link RecordGenerator#next}, so to be used or copied before that. */
public final class GeneratedRecord {

    final Payload payload = new Payload();
    final Payload key = new Payload();
    final Fate fate = new Fate();
    boolean tombstone;
    boolean keyless;
    long index;
    int partition;
    long sourceTime;

    void begin(long newIndex, long newSourceTime) {
        payload.clear();
        key.clear();
        tombstone = false;
        keyless = false;
        index = newIndex;
        sourceTime = newSourceTime;
        fate.clean();
    }

    /** A copy of the payload; null for a tombstone. */
    public byte[] payload() {
        return tombstone ? null : Arrays.copyOf(payload.bytes(), payload.length());
    }

    /** The payload's bytes from 0 to {@link #length}, not a copy. */
    public byte[] buffer() {
        return payload.bytes();
    }

    public int length() {
        return tombstone ? 0 : payload.length();
    }

    /** A copy of the message key; null when it has none. */
    public byte[] key() {
        return keyless ? null : Arrays.copyOf(key.bytes(), key.length());
    }

    /** Its index, from 0 over all records that the seed makes. */
    public long index() {
        return index;
    }

    public int partition() {
        return partition;
    }

    /** When its source sent it, in epoch micros. */
    public long sourceTime() {
        return sourceTime;
    }

    /** What must become of it; filled anew with the record. */
    public Fate fate() {
        return fate;
    }
}
