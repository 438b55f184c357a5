package io.millrace.pipeline.judge;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.time.Dates;
import io.millrace.pipeline.row.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The day of a record's event in the contract's zone. Remembers the offset of the last event. For one thread. */
final class EventDay {

    private static final long SECOND = 1_000_000L;
    private static final long DAY_SECONDS = 86_400;

    private final int column;
    private final boolean isDate;
    private final ZoneId zone;
    private final ZoneRules rules;
    private long offsetFrom = Long.MAX_VALUE;
    private long offsetTo = Long.MIN_VALUE;
    private int offset;

    EventDay(Contract contract) {
        column = contract.fields().stream().map(Field::name).toList().indexOf(contract.eventTime());
        isDate = contract.fields().get(column).type() instanceof Type.Date;
        zone = contract.partition().zone();
        rules = zone.getRules();
    }

    int column() {
        return column;
    }

    /** Epoch day of the event. */
    int of(Row fields) {
        if (isDate) {
            return (int) fields.longAt(column);
        }
        long second = Math.floorDiv(fields.longAt(column), SECOND);
        if (second < offsetFrom || second >= offsetTo) {
            lookUp(second);
        }
        return (int) Math.floorDiv(second + offset, DAY_SECONDS);
    }

    /** Whether the day has a year of four digits, as a folder's name must: the zone may shift it out of them. */
    boolean canBeNamed(Row fields) {
        int day = of(fields);
        return day >= Dates.MIN && day <= Dates.MAX;
    }

    String zone() {
        return zone.getId();
    }

    private void lookUp(long second) {
        Instant instant = Instant.ofEpochSecond(second);
        ZoneOffsetTransition last = rules.previousTransition(instant.plusSeconds(1));
        ZoneOffsetTransition next = rules.nextTransition(instant);
        offset = rules.getOffset(instant).getTotalSeconds();
        offsetFrom = last == null ? Long.MIN_VALUE : last.toEpochSecond();
        offsetTo = next == null ? Long.MAX_VALUE : next.toEpochSecond();
    }
}
