package io.millrace.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.compile.ContractCompiler;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractDiffTest {

    private static final String BEFORE = """
            contract: 1
            dataset: payments
            version: 4
            owner: us
            source: { format: json, max_bytes: 1 MiB }
            key: [id]
            dedupe: { keep: last, within: 7 d, order_by: seen }
            event_time: at
            partition: { by: event_time, zone: UTC }
            unknown_fields: keep
            fields:
              - { name: id, type: bigint, required: true }
              - { name: seen, type: bigint, required: true }
              - { name: at, type: timestamp, required: true }
              - { name: local, type: timestamp, required: true }
              - { name: amount, type: "decimal(18,2)", min: 0, max: 100 }
              - { name: status, type: string, enum: [NEW, DONE] }
              - { name: note, type: string, standardize: [trim], max_length: 9, pattern: "[a-z]*" }
              - { name: iban, type: string, mask: { token: hmac, show_last: 4 } }
            rules:
              - { name: small, assert: "amount < 50.00" }
            """;

    static List<Case> cases() {
        return List.of(
                new Case(ChangeKind.DATASET_RENAMED, "dataset: payments", "dataset: refunds"),
                new Case(ChangeKind.VERSION_NOT_RAISED, "version: 5", "version: 4"),
                new Case(ChangeKind.VERSION_LOWERED, "version: 5", "version: 3"),
                new Case(ChangeKind.KEY_CHANGED, "key: [id]", "key: [id, local]"),
                new Case(ChangeKind.KEY_FIELD_CHANGED, "name: id, type: bigint", "name: id, type: string"),
                new Case(ChangeKind.KEY_FIELD_CHANGED, "name: seen, type: bigint", "name: seen, type: date"),
                new Case(
                        ChangeKind.KEEP_CHANGED, "keep: last, within: 7 d, order_by: seen", "keep: first, within: 7 d"),
                new Case(ChangeKind.ORDER_BY_CHANGED, "order_by: seen", "order_by: at"),
                new Case(ChangeKind.WITHIN_SHORTENED, "within: 7 d", "within: 6 d"),
                new Case(ChangeKind.WITHIN_LENGTHENED, "within: 7 d", "within: 8 d"),
                new Case(ChangeKind.EVENT_TIME_CHANGED, "event_time: at", "event_time: local"),
                new Case(ChangeKind.PARTITION_ZONE_CHANGED, "zone: UTC", "zone: Europe/Berlin"),
                new Case(
                        ChangeKind.FIELD_REMOVED,
                        "  - { name: iban, type: string, mask: { token: hmac, show_last: 4 } }\n",
                        ""),
                new Case(ChangeKind.FIELD_ADDED_OPTIONAL, "rules:", "  - { name: more, type: string }\nrules:"),
                new Case(
                        ChangeKind.FIELD_ADDED_REQUIRED,
                        "rules:",
                        "  - { name: more, type: string, required: true }\nrules:"),
                new Case(ChangeKind.FIELD_MADE_REQUIRED, "name: status,", "name: status, required: true,"),
                new Case(
                        ChangeKind.FIELD_MADE_OPTIONAL,
                        "local, type: timestamp, required: true",
                        "local, type: timestamp"),
                new Case(ChangeKind.FIELD_TYPE_CHANGED, "decimal(18,2)", "decimal(20,2)"),
                new Case(
                        ChangeKind.FIELDS_REORDERED,
                        "  - { name: seen, type: bigint, required: true }\n  - { name: at, type: timestamp, required: true }\n",
                        "  - { name: at, type: timestamp, required: true }\n  - { name: seen, type: bigint, required: true }\n"),
                new Case(
                        ChangeKind.FIELD_ZONE_CHANGED,
                        "local, type: timestamp",
                        "local, type: timestamp, zone: Asia/Tokyo"),
                new Case(ChangeKind.COERCION_ALLOWED, "name: note,", "name: note, coerce: true,"),
                new Case(ChangeKind.COERCION_FORBIDDEN, "name: note,", "name: note, coerce: true,").backwards(),
                new Case(ChangeKind.STANDARDIZE_CHANGED, "[trim]", "[trim, lower]"),
                new Case(ChangeKind.ENUM_LONGER, "[NEW, DONE]", "[NEW, DONE, LOST]"),
                new Case(ChangeKind.ENUM_SHORTER, "[NEW, DONE]", "[NEW]"),
                new Case(ChangeKind.LIMITS_WIDER, "max: 100", "max: 101"),
                new Case(ChangeKind.LIMITS_TIGHTER, "max_length: 9", "max_length: 8"),
                new Case(ChangeKind.PATTERN_CHANGED, "[a-z]*", "[a-z]+"),
                new Case(ChangeKind.MASK_ADDED, ", mask: { token: hmac, show_last: 4 }", "").backwards(),
                new Case(ChangeKind.MASK_REMOVED, ", mask: { token: hmac, show_last: 4 }", ""),
                new Case(ChangeKind.MASK_DOMAIN_CHANGED, "show_last: 4", "show_last: 4, domain: account"),
                new Case(ChangeKind.MASK_SHOWS_MORE, "show_last: 4", "show_last: 5"),
                new Case(ChangeKind.MASK_SHOWS_LESS, "show_last: 4", "show_last: 3"),
                new Case(ChangeKind.RULE_ADDED, "rules:", "rules:\n  - { name: positive, assert: \"amount > 1.00\" }"),
                new Case(ChangeKind.RULE_CHANGED, "amount < 50.00", "amount < 51.00"),
                new Case(ChangeKind.RULE_REMOVED, "rules:\n  - { name: small, assert: \"amount < 50.00\" }\n", ""),
                new Case(ChangeKind.UNKNOWN_KEPT, "unknown_fields: keep", "unknown_fields: drop").backwards(),
                new Case(ChangeKind.UNKNOWN_DROPPED, "unknown_fields: keep", "unknown_fields: drop"),
                new Case(ChangeKind.UNKNOWN_REJECTED, "unknown_fields: keep", "unknown_fields: reject"),
                new Case(ChangeKind.MAX_BYTES_RAISED, "1 MiB", "2 MiB"),
                new Case(ChangeKind.MAX_BYTES_LOWERED, "1 MiB", "1 KiB"),
                new Case(ChangeKind.WORDS_CHANGED, "owner: us", "owner: them"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_change_is_found_and_called_by_its_name(Case each) {
        assertThat(each.changes()).contains(each.kind);
    }

    @Test
    void every_kind_of_change_has_a_case() {
        assertThat(cases()).extracting(Case::kind).containsAll(EnumSet.allOf(ChangeKind.class));
    }

    @Test
    void what_breaks_has_a_way_out() {
        for (ChangeKind kind : ChangeKind.values()) {
            assertThat(kind.wayOut().isEmpty()).as(kind.word()).isEqualTo(kind.verdict() == Verdict.SAFE);
        }
    }

    @Test
    void a_contract_is_no_change_of_itself() {
        assertThat(ContractDiff.between(compiled(BEFORE), compiled(BEFORE))).isEmpty();
    }

    @Test
    void one_change_is_told_once() {
        String after = BEFORE.replace("[NEW, DONE]", "[NEW, DONE, LOST]").replace("version: 4", "version: 5");

        assertThat(ContractDiff.between(compiled(BEFORE), compiled(after)))
                .containsExactly(
                        new Change(ChangeKind.ENUM_LONGER, "field status: enum [NEW, DONE] becomes [NEW, DONE, LOST]"));
    }

    private static Contract compiled(String yaml) {
        Compiled compiled = ContractCompiler.compile("contract.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return compiled.contract().orElseThrow(() -> new AssertionError(compiled.problems() + "\n" + yaml));
    }

    /** What is written in the next version of the contract instead of what. */
    private record Case(ChangeKind kind, String was, String is, boolean reversed) {

        Case(ChangeKind kind, String was, String is) {
            this(kind, was, is, false);
        }

        /** The same, from the later text to the earlier. */
        Case backwards() {
            return new Case(kind, was, is, true);
        }

        List<ChangeKind> changes() {
            String next = BEFORE.replace("version: 4", "version: 5");
            assertThat(next).contains(was);
            String before = reversed ? BEFORE.replace(was, is) : BEFORE;
            String after = reversed ? next : next.replace(was, is);
            if (kind == ChangeKind.VERSION_NOT_RAISED) {
                after = after.replace("owner: us", "").replace("max: 100", "max: 99");
            }
            return ContractDiff.between(compiled(before), compiled(after)).stream()
                    .map(Change::kind)
                    .toList();
        }

        @Override
        public String toString() {
            return kind.word();
        }
    }
}
