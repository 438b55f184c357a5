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

/** The members of an order and the ways to break each of them. */
final class OrderMembers {

    private static final String[] NO_INSTANTS = {
        "1743933600", "\"2025-04-06\"", "\"2025-04-06T10\"", "\"2025-04-06T10:00:00Z[UTC]\"", "\"\"", "true"
    };

    static final List<Member> ALL = List.of(
            Member.named("order_id")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"1001\"", "1001.25", "true")
                    .breaks(OUT_OF_RANGE, "0", "-1", "9223372036854775808", "1e99"),
            Member.named("customer_id")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"7\"", "0.5", "[]")
                    .breaks(OUT_OF_RANGE, "0", "-9223372036854775809"),
            Member.named("customer_email")
                    .breaks(WRONG_TYPE, "0", "{}")
                    .breaks(BAD_TEXT, "\"a@b.de\\u0000\"")
                    .breaks(PATTERN, "\"nobody\"", "\"a@b\"", "\"a b@c.de\"", "\"a@b@c.de\"", "\"@b.de\"")
                    .breaks(LENGTH, "\"" + "a".repeat(250) + "@b.de\""),
            Member.named("status")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "1", "[\"PAID\"]")
                    .breaks(BAD_TEXT, "\"PAID\\u0000\"")
                    .breaks(NOT_IN_ENUM, "\"LOST\"", "\"\"", "\"PA ID\"", "\"CANCELED\""),
            Member.named("sales_channel")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "2", "false")
                    .breaks(BAD_TEXT, "\"web\\ud800\"")
                    .breaks(NOT_IN_ENUM, "\"fax\"", "\"\"", "\"web,app\""),
            Member.named("item_count")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "\"3\"", "2.5", "{}")
                    .breaks(OUT_OF_RANGE, "0", "10001", "2147483648", "-1e4"),
            money("net_amount"),
            money("tax_amount"),
            money("total_amount"),
            Member.named("currency")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, "978")
                    .breaks(BAD_TEXT, "\"EUR\\u0000\"")
                    .breaks(PATTERN, "\"\"", "\"EU\"", "\"EURO\"", "\"E-R\""),
            Member.named("promised_on")
                    .breaks(
                            WRONG_TYPE,
                            "20250406",
                            "\"06.04.2025\"",
                            "\"2025-4-6\"",
                            "\"2025-04-06T00:00:00Z\"",
                            "\"\"")
                    .breaks(OUT_OF_RANGE, "\"2019-12-31\"", "\"2025-02-30\"", "\"2025-00-10\"", "\"0000-01-01\""),
            Member.named("cancel_reason")
                    .breaks(WRONG_TYPE, "5", "[]")
                    .breaks(BAD_TEXT, "\"why\\u0000\"")
                    .breaks(LENGTH, "\"" + "r".repeat(201) + "\"", "\"" + "r  ".repeat(101) + "\""),
            Member.named("placed_at")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, NO_INSTANTS)
                    .breaks(OUT_OF_RANGE, "\"2019-12-31T23:59:59.999999Z\"", "\"2025-04-31T10:00:00Z\""),
            Member.named("shipped_at")
                    .breaks(WRONG_TYPE, NO_INSTANTS)
                    .breaks(OUT_OF_RANGE, "\"2025-04-06T10:60:00Z\"", "\"2025-04-06T10:00:00-18:01\""),
            Member.named("updated_at")
                    .breaks(MISSING, LEFT_OUT, "null")
                    .breaks(WRONG_TYPE, NO_INSTANTS)
                    .breaks(OUT_OF_RANGE, "\"2020-01-01T00:00:00+00:01\"", "\"9999-12-31T23:59:59-01:00\""));

    private OrderMembers() {}

    private static Member money(String name) {
        return Member.named(name)
                .breaks(MISSING, LEFT_OUT, "null")
                .breaks(WRONG_TYPE, "\"12.50\"", "true")
                .breaks(OUT_OF_RANGE, "-0.01", "10000000000000000", "1e16")
                .breaks(PRECISION, "0.001", "99.999");
    }
}
