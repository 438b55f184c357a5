package io.millrace.pipeline.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.contract.UnknownFields;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Outcome.Clean;
import io.millrace.pipeline.row.Outcome.Rejected;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final String GOOD = """
            {"transaction_id": 17, "source_system": "CORE", "account_number": "gb29 NWBK 6016 1331 9268 19",
             "customer_region": " Île-de-France ", "amount": 1234.50, "status": "completed",
             "processing_duration": 0.25, "timestamp": "2025-04-06T12:00:00+02:00"}""";

    private final Plan plan = Transactions.plan();

    @Test
    void a_good_record_becomes_a_row_of_its_standardized_values() {
        Clean clean = clean(GOOD);

        assertThat(values(clean.row()))
                .containsEntry("transaction_id", "17")
                .containsEntry("source_system", "CORE")
                .containsEntry("account_number_masked", "****6819")
                .containsEntry("customer_region", "Île-de-France")
                .containsEntry("amount", "1234.5")
                .containsEntry("status", "COMPLETED")
                .containsEntry("processing_duration", "0.25")
                .containsEntry("timestamp", "2025-04-06T10:00:00.000000Z")
                .containsEntry("_extra", null);
        assertThat(values(clean.row()).get("account_number_token")).matches("k1:[0-9a-f]{32}");
        assertThat(clean.eventDay()).isEqualTo(LocalDate.of(2025, 4, 6).toEpochDay());
    }

    @Test
    void every_violation_is_reported_in_the_order_of_the_contract() {
        Rejected rejected = rejected("""
                {"status": "DONE", "amount": 1.234, "transaction_id": 0, "account_number": "GB29 NWBK 6016",
                 "timestamp": "2025-02-30T00:00:00Z", "colour": "red"}""");

        assertThat(rejected.violations())
                .extracting(Violation::field, Violation::code)
                .containsExactly(
                        tuple("transaction_id", Code.OUT_OF_RANGE),
                        tuple("source_system", Code.MISSING),
                        tuple("account_number", Code.PATTERN),
                        tuple("amount", Code.PRECISION),
                        tuple("status", Code.NOT_IN_ENUM),
                        tuple("timestamp", Code.OUT_OF_RANGE));
        assertThat(rejected.unknown()).containsExactly("colour");
        assertThat(values(rejected.partial()))
                .allSatisfy((name, value) -> assertThat(value).isNull());
    }

    @Test
    void a_rule_that_fails_is_a_violation_with_its_name() {
        Rejected rejected = rejected(GOOD.replace("\"processing_duration\": 0.25,", ""));

        assertThat(rejected.violations())
                .containsExactly(new Violation(
                        Code.RULE,
                        null,
                        "completed_has_duration",
                        "when status == 'COMPLETED': has(processing_duration) does not hold"));
    }

    @Test
    void a_rule_that_reads_a_field_with_a_violation_is_left_out() {
        Rejected rejected = rejected(GOOD.replace("0.25", "-1"));

        assertThat(rejected.violations()).extracting(Violation::code).containsExactly(Code.OUT_OF_RANGE);
    }

    @Test
    void undeclared_members_are_kept_byte_for_byte() {
        Clean clean = clean(GOOD.replace("{", "{ \"colour\" : { \"a\" : 1.50 } , \"d\\u0065pth\" :\"\\u00e9\", "));

        assertThat(values(clean.row()))
                .containsEntry("_extra", "{\"colour\":{ \"a\" : 1.50 },\"d\\u0065pth\":\"\\u00e9\"}");
    }

    @Test
    void undeclared_members_are_violations_when_the_contract_refuses_them() {
        Judge judge = new Judge(Plans.plan(Transactions.contract(UnknownFields.REJECT)), Transactions.KEYS);

        Outcome outcome = judge.judge(utf8(GOOD.replace("{", "{\"colour\":1,")));

        assertThat(((Rejected) outcome).violations())
                .containsExactly(
                        new Violation(Code.UNKNOWN_FIELD, "colour", null, "the contract declares no field \"colour\""));
    }

    @Test
    void the_key_is_the_same_whatever_the_rest_of_the_record_and_another_for_another_key() {
        assertThat(clean(GOOD.replace("1234.50", "1")).key())
                .isEqualTo(clean(GOOD).key());
        assertThat(clean(GOOD.replace("17", "170e-1")).key())
                .isEqualTo(clean(GOOD).key());
        assertThat(clean(GOOD.replace("17", "18")).key())
                .isNotEqualTo(clean(GOOD).key());
    }

    @Test
    void a_contract_that_masks_needs_a_key() {
        assertThatThrownBy(() -> new Judge(plan, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("masking key");
    }

    private Clean clean(String json) {
        Outcome outcome = new Judge(plan, Transactions.KEYS).judge(utf8(json));
        assertThat(outcome).isInstanceOf(Clean.class);
        return (Clean) outcome;
    }

    private Rejected rejected(String json) {
        Outcome outcome = new Judge(plan, Transactions.KEYS).judge(utf8(json));
        assertThat(outcome).isInstanceOf(Rejected.class);
        return (Rejected) outcome;
    }

    private Map<String, String> values(Row row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < plan.columns().size(); index++) {
            Column column = plan.columns().get(index);
            values.put(column.name(), CanonicalRow.value(column.type(), row, index));
        }
        return values;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
