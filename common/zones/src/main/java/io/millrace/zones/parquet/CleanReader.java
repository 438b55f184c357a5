package io.millrace.zones.parquet;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.record.CleanRecord;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.InputFile;

/** Reads clean rows back as they were written. */
public final class CleanReader implements Closeable {

    private static final List<String> POSITION =
            List.of(PositionColumns.SOURCE, PositionColumns.SPLIT, PositionColumns.OFFSET, PositionColumns.SOURCE_TIME);

    private final FlatReader reader;
    private final int width;
    private final int[] columns;
    private final ColumnValue[] values;
    private final int eventTime;
    private final ZoneId zone;

    /** @param names the columns to read; the others are absent in the rows that come out */
    CleanReader(Plan plan, InputFile file, List<String> names) throws IOException {
        List<String> read = new ArrayList<>(names);
        if (!read.contains(plan.contract().eventTime())) {
            read.add(plan.contract().eventTime());
        }
        width = plan.columns().size();
        columns = read.stream().mapToInt(plan::columnIndex).toArray();
        values = new ColumnValue[columns.length];
        for (int index = 0; index < columns.length; index++) {
            Column column = plan.columns().get(columns[index]);
            values[index] = ColumnValue.of(column.type());
        }
        eventTime = plan.columnIndex(plan.contract().eventTime());
        zone = plan.columns().get(eventTime).type() instanceof Type.Date
                ? null
                : plan.contract().partition().zone();
        read.addAll(POSITION);
        reader = new FlatReader(file, read);
    }

    /** The next record, or null after the last. */
    public CleanRecord read() throws IOException {
        if (!reader.next()) {
            return null;
        }
        Row row = new Row(width);
        for (int index = 0; index < columns.length; index++) {
            if (reader.isPresent(index)) {
                values[index].read(reader.column(index), row, columns[index]);
            }
        }
        int next = columns.length;
        Position position = new Position(
                reader.column(next).getBinary().toStringUsingUTF8(),
                reader.column(next + 1).getBinary().toStringUsingUTF8(),
                reader.column(next + 2).getLong());
        return new CleanRecord(row, position, reader.column(next + 3).getLong(), eventDay(row.longAt(eventTime)));
    }

    private int eventDay(long value) {
        if (zone == null) {
            return (int) value;
        }
        Instant instant = Instant.EPOCH.plus(value, ChronoUnit.MICROS);
        return (int) LocalDate.ofInstant(instant, zone).toEpochDay();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
