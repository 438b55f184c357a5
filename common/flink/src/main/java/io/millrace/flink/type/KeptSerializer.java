package io.millrace.flink.type;

import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.row.Position;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is remembered of a key. Each value begins with its format, so that a later release reads an earlier one's state. */
final class KeptSerializer extends ValueSerializer<Kept> {

    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    @Override
    public void serialize(Kept kept, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        Wire.writePosition(kept.position(), out);
        out.writeLong(kept.content());
        out.writeBoolean(kept.order() != null);
        if (kept.order() != null) {
            Wire.writeInt(kept.order().scale(), out);
            Wire.writeBytes(kept.order().unscaledValue().toByteArray(), out);
        }
    }

    @Override
    public Kept deserialize(DataInputView in) throws IOException {
        StateVersion.expect(in.readByte(), VERSION, "memory of keys");
        Position position = Wire.readPosition(in);
        long content = in.readLong();
        BigDecimal order = null;
        if (in.readBoolean()) {
            int scale = Wire.readInt(in);
            order = new BigDecimal(new BigInteger(Wire.readBytes(in)), scale);
        }
        return new Kept(position, order, content);
    }

    @Override
    public TypeSerializerSnapshot<Kept> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Kept> {
        public Snapshot() {
            super(KeptSerializer::new);
        }
    }
}
