package io.millrace.finalizer.probe;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.zones.parquet.CleanParquet;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * What the clean files of a dataset must look like.
 *
 * @param contract the version whose schema this is; files of other versions may differ in columns they do not share
 * @param eventTime the column that decides the folder
 */
record Expected(String dataset, String contract, MessageType schema, String eventTime, Unit unit, ZoneId zone) {

    /** How the event time counts. */
    enum Unit {
        DAYS,
        MICROS
    }

    static Expected of(Plan plan) {
        String eventTime = plan.contract().eventTime();
        Column column = plan.columns().get(plan.columnIndex(eventTime));
        boolean date = column.type() instanceof Type.Date;
        return new Expected(
                plan.dataset(),
                plan.contract().id(),
                new CleanParquet(plan).schema(),
                eventTime,
                date ? Unit.DAYS : Unit.MICROS,
                date ? ZoneOffset.UTC : plan.contract().partition().zone());
    }

    /** The first value of the event time in a day. */
    long first(LocalDate day) {
        return unit == Unit.DAYS
                ? day.toEpochDay()
                : Math.multiplyExact(day.atStartOfDay(zone).toEpochSecond(), 1_000_000L);
    }

    /** One line for the other process. */
    String toLine() {
        return String.join("\t", dataset, contract, encode(schema.toString()), eventTime, unit.name(), zone.getId());
    }

    static Expected ofLine(String line) {
        String[] parts = line.split("\t");
        return new Expected(
                parts[0],
                parts[1],
                MessageTypeParser.parseMessageType(
                        new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8)),
                parts[3],
                Unit.valueOf(parts[4]),
                ZoneId.of(parts[5]));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
