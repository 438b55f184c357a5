package io.millrace.duckdb.sql;

import io.millrace.contract.Contract;
import io.millrace.contract.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * The day of the event in the contract's zone, by the zone rules of this Java and no others: they are written into the
 * SQL. An event outside of the years written there has no day, and is not for SQL to decide.
 */
final class EventDaySql {

    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");

    private EventDaySql() {}

    static String of(Contract contract) {
        String column = Sql.name(contract.eventTime());
        if (contract.field(contract.eventTime()).type() instanceof Type.Date) {
            return column;
        }
        ZoneId zone = contract.partition().zone();
        ZoneRules rules = zone.getRules();
        if (rules.isFixedOffset()) {
            int seconds = rules.getOffset(Instant.EPOCH).getTotalSeconds();
            String day = day(column, seconds);
            return seconds == 0 ? day : within(column, "0001-01-02", "9999-12-30", day);
        }
        List<ZoneOffsetTransition> transitions = new ArrayList<>();
        for (ZoneOffsetTransition next = rules.nextTransition(FROM);
                next != null && next.getInstant().isBefore(TO);
                next = rules.nextTransition(next.getInstant())) {
            transitions.add(next);
        }
        int first = rules.getOffset(FROM).getTotalSeconds();
        return within(column, "2000-01-01", "2040-01-01", choice(column, transitions, first));
    }

    private static String within(String column, String from, String to, String day) {
        return "case when " + column + " >= timestamp '" + from + " 00:00:00' and " + column + " < timestamp '" + to
                + " 00:00:00' then " + day + " end";
    }

    /** A tree of comparisons, so that no event is held against more than a few of the transitions. */
    private static String choice(String column, List<ZoneOffsetTransition> transitions, int before) {
        if (transitions.isEmpty()) {
            return day(column, before);
        }
        int middle = transitions.size() / 2;
        ZoneOffsetTransition transition = transitions.get(middle);
        return "case when " + column + " < "
                + FieldSql.timestampLiteral(transition.toEpochSecond() * 1_000_000L) + " then "
                + choice(column, transitions.subList(0, middle), before) + " else "
                + choice(
                        column,
                        transitions.subList(middle + 1, transitions.size()),
                        transition.getOffsetAfter().getTotalSeconds())
                + " end";
    }

    private static String day(String column, int offsetSeconds) {
        return offsetSeconds == 0 ? column + "::date" : "(" + column + " + to_seconds(" + offsetSeconds + "))::date";
    }
}
