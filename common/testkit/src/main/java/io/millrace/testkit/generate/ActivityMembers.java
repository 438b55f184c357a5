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

/** The members of a visitor's event and the ways to break each of them. */
final class ActivityMembers {

    static final List<Member> ALL = List.of(
            Member.named("event_id")
                    .breaks(MISSING, LEFT_OUT, "null", "\"\"", "\" \\u2003\"")
                    .breaks(WRONG_TYPE, "17", "true", "[\"0\"]")
                    .breaks(BAD_TEXT, "\"\\u0000\"", "\"123e4567-e89b-12d3-a456-42661417400\\ud800\"")
                    .breaks(
                            PATTERN,
                            "\"123e4567\"",
                            "\"{123e4567-e89b-12d3-a456-426614174000}\"",
                            "\"123e4567-e89b-12d3-a456-42661417400g\"",
                            "\"123e4567e89b12d3a456426614174000\""),
            Member.named("visitor_id")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "123456789", "{\"id\":\"12345678\"}")
                    .breaks(BAD_TEXT, "\"12345678\\u0000\"")
                    .breaks(LENGTH, "\"\"", "\"1234567\"", "\"" + "v".repeat(65) + "\""),
            Member.named("session_id")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "false", "[]")
                    .breaks(BAD_TEXT, "\"12345678\\udc00\"")
                    .breaks(LENGTH, "\"séssion\"", "\"" + "🛒".repeat(65) + "\""),
            Member.named("event_type")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "3", "[]")
                    .breaks(BAD_TEXT, "\"click\\u0000\"")
                    .breaks(NOT_IN_ENUM, "\"scroll\"", "\"\"", "\"page view\"", "\"clıck\""),
            Member.named("page")
                    .breaks(WRONG_TYPE, "404", "{}")
                    .breaks(BAD_TEXT, "\"/\\u0000\"")
                    .breaks(PATTERN, "\"home\"", "\"\"", "\"/a?b=1\"", "\"/a#top\"", "\" /a\"")
                    .breaks(LENGTH, "\"/" + "p".repeat(2048) + "\""),
            Member.named("search_terms")
                    .breaks(WRONG_TYPE, "7", "[\"a\",\"b\"]")
                    .breaks(BAD_TEXT, "\"shoes\\ud83d\"")
                    .breaks(LENGTH, "\"" + "s".repeat(201) + "\"", "\"" + "a ".repeat(101) + "\""),
            Member.named("country")
                    .breaks(WRONG_TYPE, "49", "true")
                    .breaks(BAD_TEXT, "\"D\\u0000\"")
                    .breaks(PATTERN, "\"DEU\"", "\"D\"", "\"D1\"", "\"ÖS\""),
            Member.named("device")
                    .breaks(WRONG_TYPE, "1", "{}")
                    .breaks(BAD_TEXT, "\"\\ud800\"")
                    .breaks(NOT_IN_ENUM, "\"tv\"", "\"\"", "\"phone,tablet\""),
            Member.named("duration_ms")
                    .breaks(WRONG_TYPE, "1.5", "\"1.5\"", "true", "\"12 ms\"", "\" 12\"", "\"+5\"", "\"1,000\"", "\"\"")
                    .breaks(OUT_OF_RANGE, "-1", "\"-1\"", "86400001", "\"86400001\"", "1e30", "\"1e10000\""),
            Member.named("cart_value")
                    .breaks(WRONG_TYPE, "\"12.50\"", "[]")
                    .breaks(OUT_OF_RANGE, "-0.01", "10000000000", "1e10")
                    .breaks(PRECISION, "12.345", "1e-3"),
            Member.named("consent").breaks(MISSING, LEFT_OUT, "null").breaks(WRONG_TYPE, "\"true\"", "1", "0", "[]"),
            Member.named("properties"),
            Member.named("occurred_at")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "1735689600000.5", "true", "\"yesterday\"", "[]")
                    .breaks(OUT_OF_RANGE, "1577836799999", "-1", "253402300800000", "1e18"));

    private ActivityMembers() {}
}
