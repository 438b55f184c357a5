package io.millrace.pipeline.judge;

import io.millrace.contract.Field;
import io.millrace.pipeline.row.Row;

/** Keeps any JSON value as the text it came in. */
final class JsonReader extends ValueReader {

    JsonReader(int column, Field field, Complaint complaint) {
        super(column, field, complaint);
    }

    @Override
    void read(Slice value, Row fields) {
        fields.set(column, value.copy());
    }
}
