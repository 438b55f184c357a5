package io.millrace.zones;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe;
import io.millrace.contract.Field;
import io.millrace.contract.Format;
import io.millrace.contract.Limits;
import io.millrace.contract.Mask;
import io.millrace.contract.Partition;
import io.millrace.contract.Source;
import io.millrace.contract.Type;
import io.millrace.contract.UnknownFields;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Plans for the tests of the zones, built by hand: the transactions of the documentation, and random ones. */
public final class PlanSamples {

    private static final Type TIMESTAMP = new Type.Timestamp(ZoneOffset.UTC, Optional.empty());
    private static final Mask LAST_FOUR = new Mask("account_number", 4);

    private PlanSamples() {}

    public static Plan transactions() {
        return plan(
                "transactions",
                List.of(
                        field("transaction_id", new Type.Bigint(), Field.Presence.REQUIRED, Optional.empty()),
                        field("source_system", new Type.Text(), Field.Presence.REQUIRED, Optional.empty()),
                        field("account_number", new Type.Text(), Field.Presence.REQUIRED, Optional.of(LAST_FOUR)),
                        field("amount", new Type.Decimal(18, 2), Field.Presence.REQUIRED, Optional.empty()),
                        field("processing_duration", new Type.Real(), Field.Presence.OPTIONAL, Optional.empty()),
                        field("timestamp", TIMESTAMP, Field.Presence.REQUIRED, Optional.empty())),
                "timestamp",
                ZoneOffset.UTC);
    }

    /** One column of every type, required or not, in random order, some masked. */
    public static Plan random(Random random) {
        List<Field> fields = new ArrayList<>();
        fields.add(field("happened", TIMESTAMP, Field.Presence.REQUIRED, Optional.empty()));
        for (int index = 0; index < 3 + random.nextInt(25); index++) {
            Type type = type(random);
            Field.Presence presence = random.nextBoolean() ? Field.Presence.REQUIRED : Field.Presence.OPTIONAL;
            boolean masked = type instanceof Type.Text && random.nextInt(3) == 0;
            fields.add(field("f" + index, type, presence, masked ? Optional.of(LAST_FOUR) : Optional.empty()));
        }
        ZoneId zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/New_York");
        return plan("random_" + random.nextInt(1000), fields, "happened", zone);
    }

    private static Type type(Random random) {
        int precision = 1 + random.nextInt(Type.Decimal.MAX_PRECISION);
        List<Type> types = List.of(
                new Type.Int(),
                new Type.Bigint(),
                new Type.Decimal(precision, random.nextInt(precision + 1)),
                new Type.Real(),
                new Type.Bool(),
                new Type.Text(),
                new Type.Date(),
                TIMESTAMP,
                new Type.Json());
        return types.get(random.nextInt(types.size()));
    }

    public static Plan plan(String dataset, List<Field> fields, String eventTime, ZoneId zone) {
        Contract contract = new Contract(
                dataset,
                1,
                Optional.empty(),
                Optional.empty(),
                new Source(Format.JSON, Source.DEFAULT_MAX_BYTES),
                List.of(fields.get(0).name()),
                new Dedupe(Dedupe.Keep.FIRST, Optional.empty(), Dedupe.DEFAULT_WITHIN),
                eventTime,
                new Partition(zone),
                UnknownFields.KEEP,
                fields,
                List.of(),
                Optional.empty());
        List<Column> columns = new ArrayList<>();
        for (Field field : fields) {
            columns.addAll(columns(field));
        }
        columns.add(new Column("_extra", new Type.Json(), false, null, Column.Part.EXTRA));
        return new Plan(contract, columns, List.of());
    }

    private static List<Column> columns(Field field) {
        String name = field.name();
        if (field.mask().isPresent()) {
            return List.of(
                    new Column(name + "_token", new Type.Text(), field.required(), name, Column.Part.TOKEN),
                    new Column(name + "_masked", new Type.Text(), field.required(), name, Column.Part.MASKED));
        }
        return List.of(new Column(name, field.type(), field.required(), name, Column.Part.VALUE));
    }

    public static Field field(String name, Type type, Field.Presence presence, Optional<Mask> mask) {
        return new Field(name, type, presence, Field.Coercion.STRICT, List.of(), Limits.NONE, mask, Optional.empty());
    }
}
