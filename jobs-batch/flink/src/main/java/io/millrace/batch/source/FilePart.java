package io.millrace.batch.source;

import io.millrace.zones.input.Chunk;
import java.io.Serializable;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A part of a file that one task reads.
 *
 * @param number the place of the file in the order of all files, from 1
 */
record FilePart(int number, ShippedFile file, long from, long to, long firstLine) implements SourceSplit, Serializable {

    static FilePart of(int number, ShippedFile file, Chunk chunk) {
        return new FilePart(number, file, chunk.from(), chunk.to(), chunk.firstLine());
    }

    Chunk chunk() {
        return new Chunk(from, to, firstLine);
    }

    @Override
    public String splitId() {
        return number + "@" + from;
    }
}
