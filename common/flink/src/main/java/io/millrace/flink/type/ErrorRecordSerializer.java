package io.millrace.flink.type;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

final class ErrorRecordSerializer extends ValueSerializer<ErrorRecord> {

    private static final long serialVersionUID = 1;

    @Override
    public void serialize(ErrorRecord record, DataOutputView out) throws IOException {
        Wire.writeText(record.kind().name(), out);
        Wire.writePosition(record.position(), out);
        out.writeLong(record.sourceTime());
        Wire.writeInt(record.violations().size(), out);
        for (Violation violation : record.violations()) {
            writeViolation(violation, out);
        }
        out.writeBoolean(record.duplicateOf() != null);
        if (record.duplicateOf() != null) {
            Wire.writePosition(record.duplicateOf(), out);
        }
        out.writeBoolean(record.partial() != null);
        if (record.partial() != null) {
            Wire.writeRow(record.partial(), out);
        }
        Wire.writeInt(record.unknown().size(), out);
        for (String name : record.unknown()) {
            Wire.writeText(name, out);
        }
    }

    @Override
    public ErrorRecord deserialize(DataInputView in) throws IOException {
        ErrorRecord.Kind kind = ErrorRecord.Kind.valueOf(Wire.readText(in));
        Position position = Wire.readPosition(in);
        long sourceTime = in.readLong();
        Violation[] violations = new Violation[Wire.readInt(in)];
        for (int index = 0; index < violations.length; index++) {
            violations[index] = readViolation(in);
        }
        Position duplicateOf = in.readBoolean() ? Wire.readPosition(in) : null;
        Row partial = in.readBoolean() ? Wire.readRow(in) : null;
        String[] unknown = new String[Wire.readInt(in)];
        for (int index = 0; index < unknown.length; index++) {
            unknown[index] = Wire.readText(in);
        }
        return new ErrorRecord(kind, position, sourceTime, List.of(violations), duplicateOf, partial, List.of(unknown));
    }

    private static void writeViolation(Violation violation, DataOutputView out) throws IOException {
        Wire.writeText(violation.code().name(), out);
        Wire.writeText(violation.field(), out);
        Wire.writeText(violation.rule(), out);
        Wire.writeText(violation.message(), out);
    }

    private static Violation readViolation(DataInputView in) throws IOException {
        return new Violation(Code.valueOf(Wire.readText(in)), Wire.readText(in), Wire.readText(in), Wire.readText(in));
    }

    @Override
    public TypeSerializerSnapshot<ErrorRecord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written into every checkpoint: this class and its constructor stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ErrorRecord> {
        public Snapshot() {
            super(ErrorRecordSerializer::new);
        }
    }
}
