package io.millrace.batch.source;

import io.millrace.zones.input.Chunk;
import io.millrace.zones.input.OrderedRecords;
import io.millrace.zones.input.PlacedLines;
import java.io.IOException;

/**
 * A part of a file that one task reads.
 *
 * @param number the place of the file in the order of all files, from 1
 */
record FilePart(int number, ShippedFile file, long from, long to, long firstLine) implements Part {

    static FilePart of(int number, ShippedFile file, Chunk chunk) {
        return new FilePart(number, file, chunk.from(), chunk.to(), chunk.firstLine());
    }

    @Override
    public OrderedRecords open() throws IOException {
        return PlacedLines.of(file.file(), number, new Chunk(from, to, firstLine));
    }

    @Override
    public String splitId() {
        return number + "@" + from;
    }
}
