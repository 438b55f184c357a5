package io.millrace.pipeline.judge;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe;
import io.millrace.contract.Field;
import io.millrace.contract.Field.Coercion;
import io.millrace.contract.Field.Presence;
import io.millrace.contract.Format;
import io.millrace.contract.Limits;
import io.millrace.contract.Mask;
import io.millrace.contract.Partition;
import io.millrace.contract.Source;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.UnknownFields;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Rule;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The transactions of the mission as a contract built by hand: what the row engine does without any compiler. */
final class Transactions {

    static final List<MaskKey> KEYS =
            List.of(new MaskKey("k1", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));

    private Transactions() {}

    static Plan plan() {
        return Plans.plan(contract(UnknownFields.KEEP));
    }

    static Contract contract(UnknownFields unknownFields) {
        return new Contract(
                "transactions",
                1,
                Optional.empty(),
                Optional.empty(),
                new Source(Format.JSON, Source.DEFAULT_MAX_BYTES),
                List.of("source_system", "transaction_id"),
                new Dedupe(Dedupe.Keep.FIRST, Optional.empty(), Dedupe.DEFAULT_WITHIN),
                "timestamp",
                new Partition(ZoneOffset.UTC),
                unknownFields,
                fields(),
                List.of(completedHasDuration()),
                Optional.empty());
    }

    private static List<Field> fields() {
        Type text = new Type.Text();
        List<Standardizer> code = List.of(Standardizer.TRIM, Standardizer.UPPER);
        return List.of(
                field("transaction_id", new Type.Bigint(), Presence.REQUIRED, List.of(), atLeast(1)),
                field("source_system", text, Presence.REQUIRED, List.of(), Limits.NONE),
                accountNumber(),
                field("customer_region", text, Presence.OPTIONAL, List.of(Standardizer.TRIM), Limits.NONE),
                field("amount", new Type.Decimal(18, 2), Presence.REQUIRED, List.of(), Limits.NONE),
                field("status", text, Presence.REQUIRED, code, oneOf("COMPLETED", "PENDING", "FAILED", "REVERSED")),
                field("processing_duration", new Type.Real(), Presence.OPTIONAL, List.of(), atLeast(0)),
                field(
                        "timestamp",
                        new Type.Timestamp(ZoneOffset.UTC, Optional.empty()),
                        Presence.REQUIRED,
                        List.of(),
                        Limits.NONE));
    }

    private static Field accountNumber() {
        return new Field(
                "account_number",
                new Type.Text(),
                Presence.REQUIRED,
                Coercion.STRICT,
                List.of(Standardizer.STRIP_SPACES, Standardizer.UPPER),
                new Limits(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.of("[A-Z]{2}[0-9A-Z]{13,32}"),
                        List.of()),
                Optional.of(new Mask("account_number", 4)),
                Optional.empty());
    }

    private static Rule completedHasDuration() {
        Expr isCompleted = new Expr.Compare(
                Expr.Comparison.EQUAL,
                new Expr.FieldValue("status", Expr.ExprType.TEXT),
                new Expr.TextLiteral("COMPLETED"));
        return new Rule(
                "completed_has_duration",
                Optional.of(isCompleted),
                new Expr.Has("processing_duration"),
                "status == 'COMPLETED'",
                "has(processing_duration)",
                Set.of("status", "processing_duration"));
    }

    private static Field field(
            String name, Type type, Presence presence, List<Standardizer> standardizers, Limits limits) {
        return new Field(
                name, type, presence, Coercion.STRICT, standardizers, limits, Optional.empty(), Optional.empty());
    }

    private static Limits atLeast(long min) {
        return new Limits(
                Optional.of(BigDecimal.valueOf(min)),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of());
    }

    private static Limits oneOf(String... values) {
        return new Limits(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of(values));
    }
}
