package io.millrace.batch.source;

import io.millrace.pipeline.run.BoundedInput.Compression;
import io.millrace.pipeline.run.BoundedInput.InputFile;
import java.io.Serializable;
import java.net.URI;

/** A file on its way to a task. */
record ShippedFile(String uri, String source, long sourceTime, long bytes, Compression compression)
        implements Serializable {

    static ShippedFile of(InputFile file) {
        return new ShippedFile(
                file.uri().toString(), file.source(), file.sourceTime(), file.bytes(), file.compression());
    }

    InputFile file() {
        return new InputFile(URI.create(uri), source, sourceTime, bytes, compression);
    }
}
