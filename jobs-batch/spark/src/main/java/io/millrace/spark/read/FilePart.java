package io.millrace.spark.read;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.input.Chunk;
import io.millrace.zones.input.OrderedRecords;
import io.millrace.zones.input.PlacedLines;
import java.io.IOException;
import java.net.URI;

/**
 * A chunk of a file of JSON lines.
 *
 * @param number the place of the file in the order of all files
 */
record FilePart(
        int number,
        String uri,
        String source,
        long sourceTime,
        long bytes,
        Compression compression,
        long from,
        long to,
        long firstLine)
        implements Part {

    static FilePart of(int number, InputFile file, Chunk chunk) {
        return new FilePart(
                number,
                file.uri().toString(),
                file.source(),
                file.sourceTime(),
                file.bytes(),
                file.compression(),
                chunk.from(),
                chunk.to(),
                chunk.firstLine());
    }

    @Override
    public long size() {
        return Math.min(to, bytes) - from;
    }

    @Override
    public OrderedRecords open() throws IOException {
        InputFile file = new InputFile(URI.create(uri), source, sourceTime, bytes, compression);
        return PlacedLines.of(file, number, new Chunk(from, to, firstLine));
    }
}
