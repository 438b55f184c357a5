package io.millrace.spark.judge;

import io.millrace.pipeline.row.Row;
import java.nio.ByteBuffer;

/** A row as bytes, from one task to another of the same run. */
public final class RowBytes {

    private static final byte ABSENT = 0;
    private static final byte LONG = 1;
    private static final byte BYTES = 2;

    private RowBytes() {}

    static byte[] write(Row row) {
        ByteBuffer out = ByteBuffer.allocate(size(row));
        out.putInt(row.columns());
        for (int column = 0; column < row.columns(); column++) {
            if (row.isAbsent(column)) {
                out.put(ABSENT);
            } else if (row.holdsBytes(column)) {
                byte[] bytes = row.bytesAt(column);
                out.put(BYTES).putInt(bytes.length).put(bytes);
            } else {
                out.put(LONG).putLong(row.longAt(column));
            }
        }
        return out.array();
    }

    private static int size(Row row) {
        int size = Integer.BYTES + row.columns();
        for (int column = 0; column < row.columns(); column++) {
            if (row.holdsBytes(column)) {
                size = Math.addExact(size, Math.addExact(Integer.BYTES, row.bytesAt(column).length));
            } else if (!row.isAbsent(column)) {
                size += Long.BYTES;
            }
        }
        return size;
    }

    public static Row read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Row row = new Row(in.getInt());
        for (int column = 0; column < row.columns(); column++) {
            byte kind = in.get();
            if (kind == LONG) {
                row.set(column, in.getLong());
            } else if (kind == BYTES) {
                byte[] value = new byte[in.getInt()];
                in.get(value);
                row.set(column, value);
            }
        }
        return row;
    }
}
