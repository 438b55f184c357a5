package io.millrace.zones.parquet;

import io.millrace.contract.Type;
import io.millrace.pipeline.row.Row;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** How a present value of one type goes from a row to Parquet and back. */
interface ColumnValue {

    void write(Row row, int column, RecordConsumer out);

    void read(ColumnReader in, Row row, int column);

    static ColumnValue of(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Date) {
            return new Int32();
        } else if (type instanceof Type.Bigint || type instanceof Type.Timestamp) {
            return new Int64();
        } else if (type instanceof Type.Decimal decimal) {
            return decimal(decimal.precision());
        } else if (type instanceof Type.Real) {
            return new Float64();
        } else if (type instanceof Type.Bool) {
            return new Bool();
        } else if (type instanceof Type.Text || type instanceof Type.Json) {
            return new Bytes();
        }
        throw new IllegalStateException("no Parquet value for " + type.declaration());
    }

    private static ColumnValue decimal(int precision) {
        if (precision <= CleanSchema.INT32_DIGITS) {
            return new Int32();
        } else if (precision <= CleanSchema.INT64_DIGITS) {
            return new Int64();
        }
        return new Wide(CleanSchema.bytes(precision));
    }

    record Int32() implements ColumnValue {
        @Override
        public void write(Row row, int column, RecordConsumer out) {
            out.addInteger((int) row.longAt(column));
        }

        @Override
        public void read(ColumnReader in, Row row, int column) {
            row.set(column, in.getInteger());
        }
    }

    record Int64() implements ColumnValue {
        @Override
        public void write(Row row, int column, RecordConsumer out) {
            out.addLong(row.longAt(column));
        }

        @Override
        public void read(ColumnReader in, Row row, int column) {
            row.set(column, in.getLong());
        }
    }

    record Float64() implements ColumnValue {
        @Override
        public void write(Row row, int column, RecordConsumer out) {
            out.addDouble(row.doubleAt(column));
        }

        @Override
        public void read(ColumnReader in, Row row, int column) {
            row.set(column, Double.doubleToRawLongBits(in.getDouble()));
        }
    }

    record Bool() implements ColumnValue {
        @Override
        public void write(Row row, int column, RecordConsumer out) {
            out.addBoolean(row.longAt(column) != 0);
        }

        @Override
        public void read(ColumnReader in, Row row, int column) {
            row.set(column, in.getBoolean() ? 1 : 0);
        }
    }

    record Bytes() implements ColumnValue {
        @Override
        public void write(Row row, int column, RecordConsumer out) {
            out.addBinary(Binary.fromConstantByteArray(row.bytesAt(column)));
        }

        @Override
        public void read(ColumnReader in, Row row, int column) {
            row.set(column, in.getBinary().getBytes());
        }
    }

    /** A decimal of more than eighteen digits: as short as it can be in a row, of one width in Parquet. */
    record Wide(int width) implements ColumnValue {
        @Override
        public void write(Row row, int column, RecordConsumer out) {
            byte[] unscaled = row.bytesAt(column);
            byte[] wide = new byte[width];
            int pad = width - unscaled.length;
            Arrays.fill(wide, 0, pad, (byte) (unscaled[0] >> 7));
            System.arraycopy(unscaled, 0, wide, pad, unscaled.length);
            out.addBinary(Binary.fromConstantByteArray(wide));
        }

        @Override
        public void read(ColumnReader in, Row row, int column) {
            row.set(column, new BigInteger(in.getBinary().getBytes()).toByteArray());
        }
    }
}
