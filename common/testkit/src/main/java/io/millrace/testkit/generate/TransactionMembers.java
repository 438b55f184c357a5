package io.millrace.testkit.generate;

import static io.millrace.testkit.generate.BadKind.BAD_TEXT;
import static io.millrace.testkit.generate.BadKind.LENGTH;
import static io.millrace.testkit.generate.BadKind.MISSING;
import static io.millrace.testkit.generate.BadKind.NOT_IN_ENUM;
import static io.millrace.testkit.generate.BadKind.OUT_OF_RANGE;
import static io.millrace.testkit.generate.BadKind.PATTERN;
import static io.millrace.testkit.generate.BadKind.PRECISION;
import static io.millrace.testkit.generate.BadKind.WRONG_TYPE;
import static io.millrace.testkit.generate.Member.LEFT_OUT;

import java.util.List;

/** The members of a transaction and the ways to break each of them. */
final class TransactionMembers {

    static final List<Member> ALL = List.of(
            Member.named("transaction_id")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"1001\"", "1.5", "1e-1", "true", "[1]", "{}")
                    .breaks(OUT_OF_RANGE, "0", "-7", "9223372036854775808", "1e19", "1E10000", "9".repeat(401)),
            Member.named("source_system")
                    .breaks(MISSING, LEFT_OUT, "null", "\"\"")
                    .breaks(WRONG_TYPE, "7", "false", "[\"pos\"]", "{\"name\":\"pos\"}")
                    .breaks(BAD_TEXT, "\"po\\u0000s\"", "\"\\ud800pos\"")
                    .breaks(PATTERN, "\"POS\"", "\" pos\"", "\"2pos\"", "\"pös\"", "\"" + "p".repeat(33) + "\""),
            Member.named("account_number")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "89370400440532013000", "true", "[]")
                    .breaks(BAD_TEXT, "\"DE89370400440532013000\\u0000\"")
                    .breaks(
                            PATTERN,
                            "\"\"",
                            "\"DE89\"",
                            "\"1289370400440532013000\"",
                            "\"DE8937-0400-4405-3201\"",
                            "\"DE8937040044053201３\"",
                            "\"DE" + "1".repeat(33) + "\""),
            Member.named("account_type")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "0", "true", "[\"SAVINGS\"]")
                    .breaks(BAD_TEXT, "\"SAVINGS\\u0000\"", "\"\\udfff\"")
                    .breaks(NOT_IN_ENUM, "\"GIRO\"", "\"\"", "\"SAVINGS ACCOUNT\"", "\"CHECKING\u200b\""),
            Member.named("customer_region")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "12", "{\"name\":\"Zürich\"}", "false")
                    .breaks(BAD_TEXT, "\"Z\\u0000rich\"", "\"\\ud83c\"", "\"\\udf0d\\ud83c\"")
                    .breaks(
                            LENGTH,
                            "\"\"",
                            "\" \\t\\u00a0\"",
                            "\"" + "ü".repeat(65) + "\"",
                            "\"" + "🏝".repeat(65) + "\""),
            Member.named("amount")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"12.50\"", "true", "[12.50]", "{}")
                    .breaks(OUT_OF_RANGE, "10000000000000000", "-12345678901234567.89", "1e16", "1e10000")
                    .breaks(PRECISION, "0.001", "12.345", "-1e-3", "99999999999999999.999"),
            Member.named("currency")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "978", "[]", "true")
                    .breaks(BAD_TEXT, "\"EUR\\u0000\"")
                    .breaks(PATTERN, "\"\"", "\"EU\"", "\"EURO\"", "\"E R\"", "\"€\"", "\"ÄUR\""),
            Member.named("status")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "1", "true", "[\"FAILED\"]")
                    .breaks(BAD_TEXT, "\"FAILED\\u0000\"")
                    .breaks(NOT_IN_ENUM, "\"DONE\"", "\"\"", "\"COMPLETED.\"", "\"PENDING\\u200b\""),
            Member.named("processing_duration")
                    .breaks(WRONG_TYPE, "\"1.5\"", "true", "[]", "{}")
                    .breaks(OUT_OF_RANGE, "-0.001", "86400.001", "1e400", "-1e400"),
            Member.named("timestamp")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(
                            WRONG_TYPE,
                            "1743933600",
                            "\"2025-04-06\"",
                            "\"06.04.2025 10:00\"",
                            "\"2025-4-6T10:00:00Z\"",
                            "\" 2025-04-06T10:00:00Z\"",
                            "\"2025-04-06T10:00:00 UTC\"",
                            "\"\"",
                            "true")
                    .breaks(
                            OUT_OF_RANGE,
                            "\"1999-12-31T23:59:59.999999Z\"",
                            "\"2000-01-01T00:59:59+01:00\"",
                            "\"2025-02-29T10:00:00Z\"",
                            "\"2025-13-01T10:00:00Z\"",
                            "\"2025-04-06T24:00:00Z\"",
                            "\"2025-04-06T10:00:60Z\"",
                            "\"2025-04-06T10:00:00+19:00\""));

    private TransactionMembers() {}
}
