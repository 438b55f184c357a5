package io.millrace.flink.judge;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.SourceRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** How far events are behind the time they came in. Watches only; no row depends on it. */
final class EventDelay {

    /** The event time is a day or masked. */
    private static final int NONE = -1;

    private final ZoneId zone;
    private final int column;

    private int day;
    private long dayBegins = Long.MAX_VALUE;
    private long dayEnds = Long.MIN_VALUE;
    private volatile long micros;

    EventDelay(Plan plan) {
        zone = plan.contract().partition().zone();
        int index = plan.columnIndex(plan.contract().eventTime());
        column = index >= 0 && plan.columns().get(index).type() instanceof Type.Timestamp ? index : NONE;
    }

    /** Takes note of a valid record; says whether its day is before the one it came in. */
    boolean note(SourceRecord record, Outcome.Clean clean) {
        if (column != NONE) {
            micros = record.sourceTime() - clean.row().longAt(column);
        }
        return clean.eventDay() < sourceDay(record.sourceTime());
    }

    long millis() {
        return TimeUnit.MICROSECONDS.toMillis(micros);
    }

    private int sourceDay(long sourceTime) {
        if (sourceTime < dayBegins || sourceTime >= dayEnds) {
            LocalDate date = Instant.ofEpochSecond(Math.floorDiv(sourceTime, TimeUnit.SECONDS.toMicros(1)))
                    .atZone(zone)
                    .toLocalDate();
            day = Math.toIntExact(date.toEpochDay());
            dayBegins = micros(date);
            dayEnds = micros(date.plusDays(1));
        }
        return day;
    }

    private long micros(LocalDate date) {
        return TimeUnit.SECONDS.toMicros(date.atStartOfDay(zone).toEpochSecond());
    }
}
