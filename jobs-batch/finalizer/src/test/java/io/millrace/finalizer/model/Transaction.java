package io.millrace.finalizer.model;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Position;
import io.millrace.zones.record.CleanRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
        return String.format(Locale.ROOT, "k1:%024x%08x", account, account % 1000 + 5000);
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
        Map<String, Object> values = new HashMap<>();
        values.put("transaction_id", id);
        values.put("source_system", source);
        values.put("account_number_token", token);
        values.put("account_number_masked", "****" + token.substring(token.length() - 4));
        values.put("account_type", "CHECKING");
        values.put("customer_region", region);
        values.put("amount", cents);
        values.put("currency", currency);
        values.put("status", status);
        values.put("processing_duration", duration);
        values.put("timestamp", time);
        return ZoneFiles.record(PLAN, values, position, sourceTime);
    }
}
