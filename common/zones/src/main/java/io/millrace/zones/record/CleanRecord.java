package io.millrace.zones.record;

import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.SourceRecord;

/**
 * A row of the clean zone and where it came from. {@code sourceTime} is epoch micros, {@code eventDay} the epoch day of
 * its partition.
 */
public record CleanRecord(Row row, Position position, long sourceTime, int eventDay) {

    public static CleanRecord of(SourceRecord record, Outcome.Clean outcome) {
        return new CleanRecord(outcome.row(), record.position(), record.sourceTime(), outcome.eventDay());
    }
}
