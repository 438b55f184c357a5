package io.millrace.zones.parquet;

import io.millrace.zones.json.Instants;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** The rows of a clean file by the source day of their records: how many there are, and the others in a file of their own. */
public final class CleanRemainder {

    private CleanRemainder() {}

    /** How many rows a file has, and how many of them are of the days. */
    public record Share(long rows, long ofDays) {}

    /** Counts the rows whose source time is of these days. */
    public static Share share(InputFile file, IntPredicate days) throws IOException {
        long ofDays = 0;
        try (FlatReader reader = new FlatReader(file, List.of(PositionColumns.SOURCE_TIME))) {
            while (reader.next()) {
                ofDays += days.test(Instants.day(reader.column(0).getLong())) ? 1 : 0;
            }
            return new Share(reader.rows(), ofDays);
        }
    }

    /** Copies the rows of all other days, as they are, with the footer of the file. */
    public static void copy(InputFile file, OutputStream copy, IntPredicate days) throws IOException {
        try (FlatReader reader = FlatReader.whole(file);
                ParquetWriter<FlatReader> writer =
                        new CleanFileBuilder<>(support(reader, copy), CleanParquet.DEFAULT_ROW_GROUP_BYTES).build()) {
            int time = reader.schema().getFieldIndex(PositionColumns.SOURCE_TIME);
            while (reader.next()) {
                if (!days.test(Instants.day(reader.column(time).getLong()))) {
                    writer.write(reader);
                }
            }
        }
    }

    private static RowCopy support(FlatReader reader, OutputStream copy) {
        return new RowCopy(
                reader.schema(),
                Map.of(
                        CleanParquet.FOOTER_CONTRACT, reader.footer(CleanParquet.FOOTER_CONTRACT),
                        CleanParquet.FOOTER_VERSION, reader.footer(CleanParquet.FOOTER_VERSION)),
                copy);
    }

    /** Hands the row at which a reader stands to Parquet. */
    private static final class RowCopy extends CleanSupport<FlatReader> {
        private final MessageType schema;
        private final List<Value> values = new ArrayList<>();

        RowCopy(MessageType schema, Map<String, String> footer, OutputStream copy) {
            super(schema, footer, copy);
            this.schema = schema;
            schema.getColumns()
                    .forEach(
                            column -> values.add(value(column.getPrimitiveType().getPrimitiveTypeName())));
        }

        @Override
        public void write(FlatReader row) {
            RecordConsumer out = consumer();
            out.startMessage();
            for (int column = 0; column < values.size(); column++) {
                if (row.isPresent(column)) {
                    String name = schema.getFieldName(column);
                    out.startField(name, column);
                    values.get(column).copy(row.column(column), out);
                    out.endField(name, column);
                }
            }
            out.endMessage();
        }

        private static Value value(org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName type) {
            return switch (type) {
                case INT32 -> (in, out) -> out.addInteger(in.getInteger());
                case INT64 -> (in, out) -> out.addLong(in.getLong());
                case DOUBLE -> (in, out) -> out.addDouble(in.getDouble());
                case FLOAT -> (in, out) -> out.addFloat(in.getFloat());
                case BOOLEAN -> (in, out) -> out.addBoolean(in.getBoolean());
                case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> (in, out) -> out.addBinary(in.getBinary());
            };
        }
    }

    private interface Value {
        void copy(ColumnReader in, RecordConsumer out);
    }
}
