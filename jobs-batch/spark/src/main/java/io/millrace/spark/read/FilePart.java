package io.millrace.spark.read;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import io.millrace.zones.input.Chunk;
import java.io.Serializable;
import java.net.URI;

/** A part of a file on its way to the task that reads it. */
record FilePart(
        String uri,
        String source,
        long sourceTime,
        long bytes,
        Compression compression,
        long from,
        long to,
        long firstLine)
        implements Serializable {

    static FilePart of(InputFile file, Chunk chunk) {
        return new FilePart(
                file.uri().toString(),
                file.source(),
                file.sourceTime(),
                file.bytes(),
                file.compression(),
                chunk.from(),
                chunk.to(),
                chunk.firstLine());
    }

    InputFile file() {
        return new InputFile(URI.create(uri), source, sourceTime, bytes, compression);
    }

    Chunk chunk() {
        return new Chunk(from, to, firstLine);
    }

    /** How many bytes of the file, as they are stored, the part has. */
    long size() {
        return Math.min(to, bytes) - from;
    }
}
