package io.millrace.zones.parquet;

import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.CleanRecord;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Hands clean rows to Parquet column by column. */
final class CleanWriteSupport extends CleanSupport<CleanRecord> {

    private final String[] names;
    private final ColumnValue[] values;
    private final Binary contract;
    private final LastText source = new LastText();
    private final LastText split = new LastText();

    CleanWriteSupport(Plan plan, MessageType schema, Map<String, String> footer, OutputStream out) {
        super(schema, footer, out);
        List<Column> columns = plan.columns();
        names = columns.stream().map(Column::name).toArray(String[]::new);
        values = columns.stream().map(column -> ColumnValue.of(column.type())).toArray(ColumnValue[]::new);
        contract = Binary.fromString(plan.contract().id());
    }

    @Override
    public void write(CleanRecord record) {
        Row row = record.row();
        RecordConsumer out = consumer();
        out.startMessage();
        for (int column = 0; column < values.length; column++) {
            if (!row.isAbsent(column)) {
                out.startField(names[column], column);
                values[column].write(row, column, out);
                out.endField(names[column], column);
            }
        }
        position(record);
        out.endMessage();
    }

    private void position(CleanRecord record) {
        int next = values.length;
        text(PositionColumns.SOURCE, next++, source.binary(record.position().source()));
        text(PositionColumns.SPLIT, next++, split.binary(record.position().split()));
        number(PositionColumns.OFFSET, next++, record.position().offset());
        number(PositionColumns.SOURCE_TIME, next++, Instants.clamp(record.sourceTime()));
        text(PositionColumns.CONTRACT, next, contract);
    }

    private void text(String name, int index, Binary value) {
        RecordConsumer out = consumer();
        out.startField(name, index);
        out.addBinary(value);
        out.endField(name, index);
    }

    private void number(String name, int index, long value) {
        RecordConsumer out = consumer();
        out.startField(name, index);
        out.addLong(value);
        out.endField(name, index);
    }

    /** Texts that repeat from row to row are encoded once. */
    private static final class LastText {
        private String text;
        private Binary binary;

        Binary binary(String next) {
            if (!next.equals(text)) {
                text = next;
                binary = Binary.fromString(next);
            }
            return binary;
        }
    }
}
