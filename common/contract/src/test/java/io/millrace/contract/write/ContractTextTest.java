package io.millrace.contract.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Checkout;
import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.compile.ContractCompiler;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTextTest {

    private static final String EVERYTHING = """
            contract: 1
            dataset: everything
            version: 7
            owner: "a \\"team\\" of \\u00e9t\\u00e9"
            source: { format: json, max_bytes: 3 KiB }
            key: [id, day]
            dedupe: { keep: last, within: 90 s, order_by: seen }
            event_time: at
            partition: { by: event_time, zone: Europe/Berlin }
            unknown_fields: reject
            fields:
              - { name: id, type: bigint, required: true, min: 1, max: 1e6 }
              - { name: day, type: date, required: true, min: 2001-02-03 }
              - { name: at, type: timestamp, required: true, zone: America/New_York, max: "2099-01-01T00:00:00.000001Z" }
              - { name: seen, type: timestamp, required: true, unit: ms }
              - { name: price, type: "decimal(12,3)", min: -0.125, coerce: true }
              - { name: rate, type: double, min: 1e-300, max: 0.1 }
              - { name: "on", type: boolean }
              - { name: rest, type: json, description: "what else\\nthere is" }
              - { name: code, type: string, standardize: [trim, nfc], min_length: 2, max_length: 9, pattern: "\\\\d+ ?'x\\"" }
              - { name: kind, type: string, enum: [A, "b c", "\\u2028"], mask: { token: hmac, show_last: 0, domain: kinds } }
            rules:
              - { name: always, assert: "id > 0" }
              - { name: sometimes, when: "has(kind) && kind == 'A'", assert: "has(code)" }
            slo: { freshness: 1500 ms, max_reject_rate: 0.05 }
            """;

    static List<Path> contracts() {
        return Checkout.contracts();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_contract_that_ships_compiles_again_to_itself(Path file) throws IOException {
        comesBack(Files.readString(file));
    }

    @Test
    void a_contract_with_everything_compiles_again_to_itself() {
        comesBack(EVERYTHING);
    }

    @Test
    void equal_contracts_read_alike() {
        Contract contract = compiled(EVERYTHING);

        assertThat(ContractText.of(compiled(ContractText.of(contract)))).isEqualTo(ContractText.of(contract));
    }

    private static void comesBack(String yaml) {
        Contract contract = compiled(yaml);

        assertThat(compiled(ContractText.of(contract)))
                .usingRecursiveComparison()
                .withComparatorForType(Comparator.naturalOrder(), BigDecimal.class)
                .isEqualTo(contract);
    }

    private static Contract compiled(String yaml) {
        Compiled compiled = ContractCompiler.compile("contract.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        return compiled.contract().orElseThrow(() -> new AssertionError(compiled.problems() + "\n" + yaml));
    }
}
