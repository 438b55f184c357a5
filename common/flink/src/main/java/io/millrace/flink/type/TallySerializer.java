package io.millrace.flink.type;

import io.millrace.flink.tally.Tally;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes counts by name, so that the list of counts may grow and change its order between two releases. */
final class TallySerializer extends ValueSerializer<Tally> {

    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    @Override
    public void serialize(Tally tally, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        Wire.writeText(tally.run(), out);
        Wire.writeInt(Count.values().length, out);
        for (Count count : Count.values()) {
            Wire.writeText(count.name(), out);
            out.writeLong(tally.of(count));
        }
        Wire.writeInt(Code.values().length, out);
        for (Code code : Code.values()) {
            Wire.writeText(code.name(), out);
            out.writeLong(tally.of(code));
        }
        List<Position> reached = tally.reached();
        Wire.writeInt(reached.size(), out);
        for (Position position : reached) {
            Wire.writePosition(position, out);
        }
    }

    @Override
    public Tally deserialize(DataInputView in) throws IOException {
        StateVersion.expect(in.readByte(), VERSION, "tally");
        Tally tally = new Tally(Wire.readText(in));
        for (int left = Wire.readInt(in); left > 0; left--) {
            String name = Wire.readText(in);
            long value = in.readLong();
            for (Count count : Count.values()) {
                if (count.name().equals(name)) {
                    tally.add(count, value);
                }
            }
        }
        for (int left = Wire.readInt(in); left > 0; left--) {
            String name = Wire.readText(in);
            long value = in.readLong();
            for (Code code : Code.values()) {
                if (code.name().equals(name)) {
                    tally.add(code, value);
                }
            }
        }
        for (int left = Wire.readInt(in); left > 0; left--) {
            Position position = Wire.readPosition(in);
            tally.reach(position.source(), position.split(), position.offset());
        }
        return tally;
    }

    @Override
    public TypeSerializerSnapshot<Tally> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Tally> {
        public Snapshot() {
            super(TallySerializer::new);
        }
    }
}
