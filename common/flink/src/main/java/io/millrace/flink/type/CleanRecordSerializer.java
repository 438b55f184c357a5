package io.millrace.flink.type;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.record.CleanRecord;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class CleanRecordSerializer extends ValueSerializer<CleanRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public void serialize(CleanRecord record, DataOutputView out) throws IOException {
        Wire.writePosition(record.position(), out);
        out.writeLong(record.sourceTime());
        out.writeInt(record.eventDay());
        Wire.writeRow(record.row(), out);
    }

    @Override
    public CleanRecord deserialize(DataInputView in) throws IOException {
        Position position = Wire.readPosition(in);
        long sourceTime = in.readLong();
        int eventDay = in.readInt();
        return new CleanRecord(Wire.readRow(in), position, sourceTime, eventDay);
    }

    @Override
    public TypeSerializerSnapshot<CleanRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<CleanRecord> {
        public Snapshot() {
            super(CleanRecordSerializer::new);
        }
    }
}
