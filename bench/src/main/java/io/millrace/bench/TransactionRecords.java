package io.millrace.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Transactions as producers write them: good ones, and ones that break the contract in the usual ways. */
final class TransactionRecords {

    private static final String[] REGIONS = {"emea-north", "apac", "São Paulo", "latam", "Île-de-France", "us-east"};
    private static final String[] SYSTEMS = {"core-banking", "cards", "mobile"};
    private static final String[] TYPES = {"checking", "SAVINGS", "CREDIT", "BUSINESS"};

    private final Random random;

    TransactionRecords(long seed) {
        random = new Random(seed);
    }

    byte[][] good(int count) {
        byte[][] records = new byte[count][];
        for (int index = 0; index < count; index++) {
            records[index] = good().getBytes(StandardCharsets.UTF_8);
        }
        return records;
    }

    /** Each with one violation that is found by reading fields. */
    byte[][] bad(int count) {
        byte[][] records = new byte[count][];
        for (int index = 0; index < count; index++) {
            records[index] = broken(index % 5, good()).getBytes(StandardCharsets.UTF_8);
        }
        return records;
    }

    private static String broken(int how, String record) {
        return switch (how) {
            case 0 -> record.replace("\"status\":\"COMPLETED\"", "\"status\":\"DONE\"");
            case 1 -> record.replaceFirst("\"amount\":([^,]*),", "\"amount\":\"$1\",");
            case 2 -> record.replaceFirst("\"timestamp\":\"....-..-..", "\"timestamp\":\"2025-02-30");
            case 3 -> record.replaceFirst("\"transaction_id\":[0-9]*,", "");
            default -> record.replaceFirst("\"currency\":\"(..).", "\"currency\":\"$1");
        };
    }

    private String good() {
        return String.format(
                Locale.ROOT,
                "{\"transaction_id\":%d,\"source_system\":\"%s\",\"account_number\":\"GB%02d NWBK 6016 13%02d %04d %02d\","
                        + "\"account_type\":\"%s\",\"customer_region\":\"%s\",\"amount\":%d.%02d,\"currency\":\"EUR\","
                        + "\"status\":\"COMPLETED\",\"processing_duration\":%d.%03d,"
                        + "\"timestamp\":\"2025-%02d-%02dT%02d:%02d:%02d.%03dZ\"}",
                1_000_000_000L + random.nextInt(1_000_000_000),
                pick(SYSTEMS),
                random.nextInt(100),
                random.nextInt(100),
                random.nextInt(10_000),
                random.nextInt(100),
                pick(TYPES),
                pick(REGIONS),
                random.nextInt(20_000) - 2_000,
                1 + random.nextInt(99),
                random.nextInt(5),
                random.nextInt(1_000),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1_000));
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
