package io.millrace.batch.source;

import io.millrace.pipeline.run.BoundedInput.RawFile;
import io.millrace.zones.input.OrderedRecords;
import io.millrace.zones.input.RawRecords;
import java.io.IOException;
import java.net.URI;

/** A file of the raw zone. */
record RawPart(String uri, String order, long bytes) implements Part {

    static RawPart of(RawFile file) {
        return new RawPart(file.uri().toString(), file.order().toString(), file.bytes());
    }

    @Override
    public String splitId() {
        return uri;
    }

    @Override
    public OrderedRecords open() throws IOException {
        return RawRecords.of(new RawFile(URI.create(uri), URI.create(order), bytes));
    }
}
