package io.millrace.contract.reason;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.cel.RuleCompiler;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Style;
import io.millrace.contract.read.Place;
import io.millrace.contract.read.Problems;
import io.millrace.contract.rule.Expr;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random conditions over random records: what is said of a condition must be true of every record. */
class ReasonTest {

    private static final long SEED = 20250406;
    private static final int CONDITIONS = 4_000;
    private static final int RECORDS = 80;

    private static final Contract CONTRACT = ContractCompiler.compile(
                    "reason.yaml", """
                    contract: 1
                    dataset: reason
                    version: 1
                    key: [count]
                    event_time: at
                    fields:
                      - { name: at, type: timestamp, required: true }
                      - { name: count, type: int, required: true, min: 0, max: 3 }
                      - { name: fee, type: "decimal(3,1)", min: -1, max: 1 }
                      - { name: flag, type: boolean }
                      - { name: state, type: string, standardize: [upper], enum: [A, AB, B] }
                      - { name: code, type: string, required: true, standardize: [upper], pattern: "[A-C]{1,2}" }
                    """.getBytes(StandardCharsets.UTF_8))
            .contract()
            .orElseThrow();

    private final Random random = new Random(SEED);

    @Test
    void what_can_never_be_true_never_is_and_a_guarded_read_never_fails() {
        RuleCompiler compiler = new RuleCompiler(types(), new Problems("reason"));
        Satisfiable satisfiable = new Satisfiable(CONTRACT.fields());
        Set<String> optional = CONTRACT.fields().stream()
                .filter(field -> !field.required())
                .map(Field::name)
                .collect(Collectors.toSet());
        List<Map<String, Object>> records = new ArrayList<>();
        for (int index = 0; index < RECORDS; index++) {
            records.add(randomRecord());
        }
        int impossible = 0;
        int guarded = 0;
        for (int round = 0; round < CONDITIONS; round++) {
            String rule = condition(random.nextInt(1, 5));
            Expr expr = compiler.condition(new Scalar(Place.START, rule, rule, Style.PLAIN))
                    .orElseThrow();
            boolean possible = satisfiable.together(List.of(expr));
            boolean safe = Presence.unguarded(expr, optional, Set.of()).isEmpty();
            Set<String> present = Presence.whenTrue(expr);
            impossible += possible ? 0 : 1;
            guarded += safe ? 1 : 0;
            for (Map<String, Object> record : records) {
                Optional<Object> value = new Evaluation(record).of(expr);
                boolean isTrue = value.equals(Optional.of(true));
                if ((isTrue && !possible)
                        || (value.isEmpty() && safe)
                        || (isTrue && !record.keySet().containsAll(present))) {
                    assertThat(rule)
                            .as("%s of %s, seed %d", value, record, SEED)
                            .isEmpty();
                }
            }
        }
        assertThat(impossible).as("conditions found impossible").isBetween(CONDITIONS / 50, CONDITIONS / 2);
        assertThat(guarded).as("conditions without unguarded read").isBetween(CONDITIONS / 20, CONDITIONS);
    }

    private static Map<String, Optional<Type>> types() {
        return CONTRACT.fields().stream().collect(Collectors.toMap(Field::name, field -> Optional.of(field.type())));
    }

    private Map<String, Object> randomRecord() {
        Map<String, Object> record = new HashMap<>();
        record.put("count", BigDecimal.valueOf(random.nextInt(4)));
        record.put("code", any("A", "B", "C", "AA", "AB", "AC", "BA", "BC", "CC"));
        maybe(record, "fee", () -> BigDecimal.valueOf(random.nextInt(-10, 11), 1));
        maybe(record, "flag", random::nextBoolean);
        maybe(record, "state", () -> any("A", "AB", "B"));
        return record;
    }

    private void maybe(Map<String, Object> record, String name, Supplier<Object> value) {
        if (random.nextBoolean()) {
            record.put(name, value.get());
        }
    }

    private String condition(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return test();
        }
        String left = condition(depth - 1);
        String right = condition(depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> "!(" + left + ")";
            case 1 -> "(" + test() + " ? " + left + " : " + right + ")";
            case 2 -> "(" + left + " || " + right + ")";
            default -> "(" + left + " && " + right + ")";
        };
    }

    private String test() {
        String comparison = any("==", "!=", "<", "<=", ">", ">=");
        String number = any("-1", "0", "1", "2", "3", "4");
        return switch (random.nextInt(11)) {
            case 0 -> "count " + comparison + " " + number;
            case 1 -> number + " " + comparison + " count";
            case 2 -> "fee " + comparison + " " + any("-1.1", "-1.0", "0.0", "0.55", "1.0", "1.5");
            case 3 -> any("flag", "flag == true", "false == flag", "flag != true");
            case 4 -> "state " + any("==", "!=") + " '" + any("A", "AB", "b", "X") + "'";
            case 5 -> "state in ['" + any("A", "X") + "', '" + any("B", "a") + "']";
            case 6 -> "code == '" + any("A", "AB", "ABC", "a", "D") + "'";
            case 7 -> "size(code) " + comparison + " " + number;
            case 8 -> "state.startsWith('" + any("A", "B", "X") + "')";
            case 9 -> "count in [" + number + ", 7]";
            default -> any("", "!") + "has(" + any("count", "fee", "flag", "state", "code") + ")";
        };
    }

    private String any(String... words) {
        return words[random.nextInt(words.length)];
    }
}
