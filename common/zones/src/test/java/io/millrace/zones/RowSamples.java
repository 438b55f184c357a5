package io.millrace.zones;

import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.CleanRecord;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;

/** Random rows that keep to their plan, edges of every type among them. */
public final class RowSamples {

    private static final String[] TEXTS = {
        "",
        " ",
        "plain",
        "Zürich",
        "日本",
        "\uD83D\uDE00",
        "a\u0000b",
        "\u2028",
        "\"\\/\b\f\n\r\t",
        "\u001f\u007f",
        "..",
        "../../clean"
    };

    private RowSamples() {}

    public static CleanRecord record(Plan plan, Random random) {
        Row row = row(plan, random);
        long eventTime = row.longAt(plan.columnIndex(plan.contract().eventTime()));
        int eventDay = (int) Instant.EPOCH
                .plus(eventTime, ChronoUnit.MICROS)
                .atZone(plan.contract().partition().zone())
                .toLocalDate()
                .toEpochDay();
        return new CleanRecord(row, position(random), micros(random), eventDay);
    }

    public static Row row(Plan plan, Random random) {
        Row row = new Row(plan.columns().size());
        for (int index = 0; index < row.columns(); index++) {
            Column column = plan.columns().get(index);
            if (column.required() || random.nextInt(3) > 0) {
                set(row, index, column.type(), random);
            }
        }
        return row;
    }

    public static Position position(Random random) {
        return new Position(text(random) + "t", String.valueOf(random.nextInt(3)), random.nextLong() & Long.MAX_VALUE);
    }

    public static long micros(Random random) {
        int edge = random.nextInt(10);
        return edge == 0
                ? Instants.MIN_MICROS
                : edge == 1 ? Instants.MAX_MICROS : random.nextLong(Instants.MIN_MICROS, Instants.MAX_MICROS);
    }

    public static String text(Random random) {
        return TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? "" : random.nextInt(100));
    }

    private static void set(Row row, int index, Type type, Random random) {
        if (type instanceof Type.Int) {
            row.set(index, pick(random, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt()));
        } else if (type instanceof Type.Bigint) {
            row.set(index, pick(random, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong()));
        } else if (type instanceof Type.Decimal decimal) {
            decimal(row, index, decimal.precision(), random);
        } else if (type instanceof Type.Real) {
            double value = random.nextBoolean() ? random.nextGaussian() * 1e300 : Double.MIN_VALUE;
            row.set(index, Double.doubleToRawLongBits(value));
        } else if (type instanceof Type.Bool) {
            row.set(index, random.nextInt(2));
        } else if (type instanceof Type.Date) {
            row.set(index, pick(random, Instants.MIN_DAY, Instants.MAX_DAY, random.nextInt(20000)));
        } else if (type instanceof Type.Timestamp) {
            row.set(index, micros(random));
        } else if (type instanceof Type.Json) {
            row.set(index, "{\"a\": [1, null]}".getBytes(StandardCharsets.UTF_8));
        } else {
            row.set(index, text(random).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void decimal(Row row, int index, int precision, Random random) {
        BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
        BigInteger value = new BigInteger(most.bitLength() - 1 + random.nextInt(2), random).min(most);
        BigInteger signed = random.nextBoolean() ? value : value.negate();
        if (precision <= 18) {
            row.set(index, signed.longValueExact());
        } else {
            row.set(index, signed.toByteArray());
        }
    }

    private static long pick(Random random, long low, long high, long other) {
        int edge = random.nextInt(8);
        return edge == 0 ? low : edge == 1 ? high : other;
    }
}
