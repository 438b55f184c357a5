package io.millrace.testkit.contract;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.pipeline.plan.Plan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Records for any contract: mostly of the right types, and always near an edge. The same seed makes the same. */
final class RandomRecords {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "2",
            "7",
            "99",
            "100",
            "1.0",
            "1e0",
            "1.5",
            "1.50",
            "15e-1",
            "-1.25",
            "0.1",
            "1e2",
            "1E+2",
            "100e-2",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9007199254740991",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "999.99",
            "999.999",
            "1000.00",
            "123456789012345.67",
            "9999999999999999.99",
            "12345678901234567890123456789012345678",
            "0.0000000001",
            "0.30000000000000004",
            "1e308",
            "1.8e308",
            "4.9e-324",
            "2e-324",
            "1e400",
            "1e9999",
            "1e10000",
            "-1e-9999",
            "0e99999",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "0x10",
            "NaN");

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "b",
            "abc",
            "A",
            "AB12",
            "ab c",
            " a ",
            "  a   b ",
            "\u00a0a\u2003",
            "\\ta\\n",
            "\u200ba",
            "ß",
            "ẞ",
            "İ",
            "ı",
            "ΑΣ",
            "Σας",
            "é",
            "e\u0301",
            "ﬁ",
            "😀",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\udc00x",
            "\\u0000",
            "a\\u0000",
            "\\u001f",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e9",
            "12",
            "1.5",
            "true",
            "null",
            "\u202eabc",
            "xxxxxxxxxxxxxxxx",
            "日本語",
            "\u2028",
            "\\x");

    private static final List<String> TIMES = List.of(
            "2025-04-06T10:00:00Z",
            "2025-04-06t10:00:00z",
            "2025-04-06 10:00:00",
            "2025-04-06T10:00",
            "2025-04-06T10:00:00.1234567Z",
            "2025-04-06T10:00:00.123456789+02:00",
            "2025-04-06T10:00:00+0530",
            "2025-04-06T10:00:00-18:00",
            "2025-04-06T10:00:00+18:01",
            "2025-04-06T10:00:00+19:00",
            "2024-02-29T23:59:59Z",
            "2025-02-29T00:00:00Z",
            "2025-03-30T02:30:00",
            "2025-10-26T02:30:00",
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59.999999Z",
            "9999-12-31T23:59:59-01:00",
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.9999999Z",
            "2025-04-06T24:00:00Z",
            "2025-04-06T10:00:60Z",
            "2025-4-6T10:00:00Z",
            "2025-04-06",
            " 2025-04-06T10:00:00Z",
            "2025-04-06T10:00:00.Z",
            "infinity",
            "epoch",
            "２０２５-04-06T10:00:00Z",
            "2011-12-30T12:00:00Z");

    private static final List<String> DATES = List.of(
            "2025-04-06",
            "2025-04-07",
            "0001-01-01",
            "9999-12-31",
            "2024-02-29",
            "2025-02-29",
            "2025-13-01",
            "0000-01-01",
            "2025-4-6",
            "20250406",
            "2025-04-06T00:00:00Z",
            "10000-01-01",
            " 2025-04-06");

    private static final List<String> EXTRAS = List.of(
            "\"x\":1",
            "\"X\": null",
            "\"x y\":\"\\u0000\"",
            "\"é\":[1,{\"a\":[]}]",
            "\"\":{}",
            "\"x\":\"\\ud800\"",
            "\"zz\" : \"a\\tb\" ",
            "\"_extra\":1",
            "\"id \":2",
            "\"ID\":3");

    private final Random random;
    private final List<Field> fields;

    RandomRecords(Plan plan, long seed) {
        random = new Random(seed);
        fields = plan.contract().fields();
    }

    /** So many lines, LF at the end of each. */
    byte[] lines(int count) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int line = 0; line < count; line++) {
            text.writeBytes(record());
            text.writeBytes(chance(10) ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
        }
        return text.toByteArray();
    }

    private byte[] record() {
        List<String> members = new ArrayList<>();
        for (Field field : fields) {
            if (!chance(field.required() ? 40 : 5)) {
                members.add("\"" + field.name() + "\"" + space() + ":" + space() + value(field));
            }
        }
        if (chance(4)) {
            members.add(pick(EXTRAS));
        }
        if (chance(60)) {
            members.add(pick(members));
        }
        if (chance(3)) {
            Collections.shuffle(members, random);
        }
        String record = space() + "{" + space() + String.join("," + space(), members) + "}" + space();
        return damaged(record.getBytes(StandardCharsets.UTF_8));
    }

    private String value(Field field) {
        if (chance(25)) {
            return pick(List.of("null", "[]", "{}", "[1,[2]]", "\"\"", "true", "0", "\"a\"", "{\"a\":{\"b\":null}}"));
        }
        return switch (field.name()) {
            case "id" -> chance(20) ? pick(NUMBERS) : Integer.toString(random.nextInt(60));
            case "at" -> chance(4) ? quoted(pick(TIMES)) : "\"2025-04-0" + (1 + random.nextInt(9)) + "T23:30:00Z\"";
            case "o" -> order(field.type());
            default -> value(field.type());
        };
    }

    private String order(Type type) {
        return type instanceof Type.Timestamp
                ? "\"2025-04-06T10:0" + random.nextInt(5) + ":00Z\""
                : Integer.toString(random.nextInt(5));
    }

    private String value(Type type) {
        if (type instanceof Type.Text) {
            return chance(15) ? pick(NUMBERS) : quoted(pick(TEXTS));
        } else if (type instanceof Type.Timestamp) {
            return chance(5) ? pick(NUMBERS) : quoted(pick(TIMES));
        } else if (type instanceof Type.Date) {
            return quoted(pick(DATES));
        } else if (type instanceof Type.Bool) {
            return pick(List.of("true", "false", "\"true\"", "\"TRUE\"", "1", "tru"));
        } else if (type instanceof Type.Json) {
            return pick(List.of(
                    "{}", "[1, 2.50 ,\"\\u00e9\"]", "{\"b\": 1,\"b\":2}", "1.50e+2", "\"a\"", "true", "[null]"));
        }
        return chance(8) ? quoted(pick(NUMBERS)) : chance(2) ? Integer.toString(random.nextInt(120)) : pick(NUMBERS);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private String space() {
        return chance(12) ? pick(List.of(" ", "\t", "  ")) : "";
    }

    private byte[] damaged(byte[] record) {
        if (!chance(25)) {
            return record;
        }
        if (chance(4)) {
            return Arrays.copyOf(record, random.nextInt(record.length));
        }
        byte[] damaged = record.clone();
        for (int times = random.nextInt(3); times >= 0; times--) {
            damaged[random.nextInt(damaged.length)] =
                    chance(2) ? (byte) random.nextInt(256) : record[random.nextInt(record.length)];
        }
        return damaged;
    }

    private boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
