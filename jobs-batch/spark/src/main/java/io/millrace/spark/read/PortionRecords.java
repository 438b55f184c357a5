package io.millrace.spark.read;

import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.input.OrderedRecords;
import java.io.IOException;

/** The records of a portion, part after part. */
public final class PortionRecords implements OrderedRecords {

    private final Portion portion;
    private int at;
    private OrderedRecords part;
    private long order;

    PortionRecords(Portion portion) {
        this.portion = portion;
    }

    @Override
    public SourceRecord next() throws IOException {
        while (true) {
            if (part == null) {
                if (at == portion.parts().size()) {
                    return null;
                }
                part = portion.parts().get(at++).open();
            }
            SourceRecord record = part.next();
            if (record != null) {
                order = part.order();
                return record;
            }
            close();
        }
    }

    @Override
    public long order() {
        return order;
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.close();
            part = null;
        }
    }
}
