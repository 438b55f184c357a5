package io.millrace.flink.type;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class KeyedCleanSerializer extends ValueSerializer<KeyedClean> {

    private static final long serialVersionUID = 1;

    private final RowKeySerializer keys = new RowKeySerializer();
    private final CleanRecordSerializer records = new CleanRecordSerializer();

    @Override
    public void serialize(KeyedClean keyed, DataOutputView out) throws IOException {
        keys.serialize(keyed.key(), out);
        records.serialize(keyed.record(), out);
    }

    @Override
    public KeyedClean deserialize(DataInputView in) throws IOException {
        return new KeyedClean(keys.deserialize(in), records.deserialize(in));
    }

    @Override
    public TypeSerializerSnapshot<KeyedClean> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeyedClean> {
        public Snapshot() {
            super(KeyedCleanSerializer::new);
        }
    }
}
