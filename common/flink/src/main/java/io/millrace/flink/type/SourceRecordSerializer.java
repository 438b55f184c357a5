package io.millrace.flink.type;

import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.SourceRecord.Header;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class SourceRecordSerializer extends ValueSerializer<SourceRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public void serialize(SourceRecord record, DataOutputView out) throws IOException {
        Wire.writePosition(record.position(), out);
        out.writeLong(record.sourceTime());
        Wire.writeBytes(record.key(), out);
        Wire.writeInt(record.headers().size(), out);
        for (Header header : record.headers()) {
            Wire.writeText(header.name(), out);
            Wire.writeBytes(header.value(), out);
        }
        Wire.writeBytes(record.payload(), out);
    }

    @Override
    public SourceRecord deserialize(DataInputView in) throws IOException {
        Position position = Wire.readPosition(in);
        long sourceTime = in.readLong();
        byte[] key = Wire.readBytes(in);
        Header[] headers = new Header[Wire.readInt(in)];
        for (int index = 0; index < headers.length; index++) {
            headers[index] = new Header(Wire.readText(in), Wire.readBytes(in));
        }
        return new SourceRecord(position, sourceTime, key, List.of(headers), Wire.readBytes(in));
    }

    @Override
    public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
        public Snapshot() {
            super(SourceRecordSerializer::new);
        }
    }
}
