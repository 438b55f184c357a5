package io.millrace.contract.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Checkout;
import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe.Keep;
import io.millrace.contract.Field;
import io.millrace.contract.Problem;
import io.millrace.contract.Problem.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedContractsTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
    /** Bytes that mean something to YAML or CEL, or nothing to UTF-8. */
    private static final String SPECIAL = "{}[]:,'\"#&*!|>%@`?-\\\n\t 0aZ()<=.\u00e9\u0000";

    private static final int MUTATIONS = 500;

    static List<Path> contracts() {
        return Checkout.contracts();
    }

    @Test
    void three_contracts_ship() {
        assertThat(contracts().stream().map(ShippedContractsTest::compiled).map(Contract::id))
                .containsExactly("orders@1", "transactions@1", "user_activity@1");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void a_shipped_contract_has_no_error(Path contract) {
        assertThat(ContractCompiler.compile(contract).problems())
                .noneMatch(problem -> problem.severity() == Severity.ERROR);
    }

    @Test
    void transactions_is_the_record_of_the_mission() {
        Contract transactions = compiled(Checkout.path("contracts/transactions/contract.yaml"));
        assertThat(transactions.fields().stream().map(Field::name))
                .containsExactly(
                        "transaction_id",
                        "source_system",
                        "account_number",
                        "account_type",
                        "customer_region",
                        "amount",
                        "currency",
                        "status",
                        "processing_duration",
                        "timestamp");
        assertThat(transactions.key()).containsExactly("source_system", "transaction_id");
        assertThat(transactions.dedupe().keep()).isEqualTo(Keep.FIRST);
        assertThat(compiled(Checkout.path("contracts/orders/contract.yaml"))
                        .dedupe()
                        .keep())
                .isEqualTo(Keep.LAST);
    }

    @Test
    void examples_of_the_reference_compile() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Checkout.path("docs/reference/contract.md")));
        int contracts = 0;
        while (example.find()) {
            String yaml = example.group(1);
            if (yaml.startsWith("contract: 1")) {
                contracts++;
                assertThat(ContractCompiler.compile("contract.md", bytes(yaml)).problems())
                        .isEmpty();
            }
        }
        assertThat(contracts).isPositive();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void whatever_is_done_to_it_the_compiler_answers(Path contract) throws IOException {
        byte[] original = Files.readAllBytes(contract);
        long seed = 20250406;
        Random random = new Random(seed);
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] mutated = mutated(original, random);
            Compiled compiled = ContractCompiler.compile("mutated.yaml", mutated);
            boolean errors = compiled.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
            assertThat(compiled.contract().isPresent())
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(!errors);
            assertThat(compiled.problems()).allMatch(ShippedContractsTest::isPlaced);
        }
    }

    private static boolean isPlaced(Problem problem) {
        return problem.line() >= 1
                && problem.column() >= 1
                && !problem.message().isBlank();
    }

    /** Copies a piece of the file over another place, drops one, or writes bytes that mean something to YAML or CEL. */
    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(1, 24), bytes.length - at);
            switch (random.nextInt(3)) {
                case 0 -> System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
                case 1 -> bytes = without(bytes, at, length);
                default -> bytes[at] = (byte) SPECIAL.charAt(random.nextInt(SPECIAL.length()));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] shorter = new byte[bytes.length - length];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
    }

    private static Contract compiled(Path contract) {
        return ContractCompiler.compile(contract).contract().orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
