package io.millrace.flink.type;

import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How the parts of our values are written: lengths as variable integers, -1 for null, text as UTF-8 of any length. */
final class Wire {

    private static final int ABSENT = 0;
    private static final int LONG = 1;
    private static final int BYTES = 2;

    private Wire() {}

    static void writeInt(int value, DataOutputView out) throws IOException {
        int rest = (value << 1) ^ (value >> 31);
        while ((rest & ~0x7F) != 0) {
            out.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    static int readInt(DataInputView in) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IOException("an integer of more than 32 bits");
    }

    static void writeBytes(byte[] value, DataOutputView out) throws IOException {
        writeInt(value == null ? -1 : value.length, out);
        if (value != null) {
            out.write(value);
        }
    }

    static byte[] readBytes(DataInputView in) throws IOException {
        int length = readInt(in);
        if (length < 0) {
            return null;
        }
        byte[] value = new byte[length];
        in.readFully(value);
        return value;
    }

    static void writeText(String value, DataOutputView out) throws IOException {
        writeBytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8), out);
    }

    static String readText(DataInputView in) throws IOException {
        byte[] value = readBytes(in);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    static void writePosition(Position position, DataOutputView out) throws IOException {
        writeText(position.source(), out);
        writeText(position.split(), out);
        out.writeLong(position.offset());
    }

    static Position readPosition(DataInputView in) throws IOException {
        return new Position(readText(in), readText(in), in.readLong());
    }

    static void writeRow(Row row, DataOutputView out) throws IOException {
        writeInt(row.columns(), out);
        for (int column = 0; column < row.columns(); column++) {
            if (row.isAbsent(column)) {
                out.writeByte(ABSENT);
            } else if (row.holdsBytes(column)) {
                out.writeByte(BYTES);
                writeBytes(row.bytesAt(column), out);
            } else {
                out.writeByte(LONG);
                out.writeLong(row.longAt(column));
            }
        }
    }

    static Row readRow(DataInputView in) throws IOException {
        Row row = new Row(readInt(in));
        for (int column = 0; column < row.columns(); column++) {
            int kind = in.readByte();
            if (kind == LONG) {
                row.set(column, in.readLong());
            } else if (kind == BYTES) {
                row.set(column, readBytes(in));
            }
        }
        return row;
    }
}
