package io.millrace.flink.type;

import io.millrace.pipeline.row.RowKey;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class RowKeySerializer extends ValueSerializer<RowKey> {

    private static final long serialVersionUID = 1;

    @Override
    public void serialize(RowKey key, DataOutputView out) throws IOException {
        out.writeLong(key.a());
        out.writeLong(key.b());
        out.writeLong(key.c());
        out.writeLong(key.d());
    }

    @Override
    public RowKey deserialize(DataInputView in) throws IOException {
        return new RowKey(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }

    @Override
    public int getLength() {
        return 4 * Long.BYTES;
    }

    @Override
    public TypeSerializerSnapshot<RowKey> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RowKey> {
        public Snapshot() {
            super(RowKeySerializer::new);
        }
    }
}
