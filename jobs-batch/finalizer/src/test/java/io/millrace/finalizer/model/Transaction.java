package io.millrace.finalizer.model;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.record.CleanRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clean transaction that a test writes into the clean zone. */
record Transaction(
        long id,
        String source,
        String token,
        String region,
        long cents,
        String currency,
        String status,
        Double duration,
        Instant time,
        Position position,
        Instant sourceTime) {

    static final Plan PLAN = ZoneFiles.plan("transactions");

    static Transaction of(long id, long offset) {
        Instant time = Instant.parse("2025-04-06T10:00:00Z").plusSeconds(id);
        return new Transaction(
                id,
                "core",
                token(id % 7),
                "North",
                id * 100 + 1,
                "EUR",
                "COMPLETED",
                id / 10.0,
                time,
                new Position("transactions", "0", offset),
                time);
    }

    /** The token of an account; accounts whose numbers are equal in the last 32 bits are told apart by the rest. */
    static String token(long account) {
        return String.format(java.util.Locale.ROOT, "k1:%024x%08x", account, account % 1000 + 5000);
    }

    Transaction withId(long other) {
        return new Transaction(
                other, source, token, region, cents, currency, status, duration, time, position, sourceTime);
    }

    Transaction withAmount(long otherCents, String otherCurrency) {
        return new Transaction(
                id, source, token, region, otherCents, otherCurrency, status, duration, time, position, sourceTime);
    }

    Transaction withToken(String other) {
        return new Transaction(
                id, source, other, region, cents, currency, status, duration, time, position, sourceTime);
    }

    Transaction at(Instant otherTime, long offset, Instant otherSourceTime) {
        return new Transaction(
                id,
                source,
                token,
                region,
                cents,
                currency,
                status,
                duration,
                otherTime,
                new Position(position.source(), position.split(), offset),
                otherSourceTime);
    }

    CleanRecord clean() {
        Row row = new Row(PLAN.columns().size());
        row.set(PLAN.columnIndex("transaction_id"), id);
        text(row, "source_system", source);
        text(row, "account_number_token", token);
        text(row, "account_number_masked", "****" + token.substring(token.length() - 4));
        text(row, "account_type", "CHECKING");
        text(row, "customer_region", region);
        row.set(PLAN.columnIndex("amount"), cents);
        text(row, "currency", currency);
        text(row, "status", status);
        if (duration != null) {
            row.set(PLAN.columnIndex("processing_duration"), Double.doubleToRawLongBits(duration));
        }
        row.set(PLAN.columnIndex("timestamp"), micros(time));
        int day = (int) LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
        return new CleanRecord(row, position, micros(sourceTime), day);
    }

    static void text(Row row, String column, String value) {
        row.set(PLAN.columnIndex(column), value.getBytes(StandardCharsets.UTF_8));
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
