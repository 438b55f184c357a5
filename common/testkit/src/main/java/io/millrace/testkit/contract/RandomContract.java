package io.millrace.testkit.contract;

import io.millrace.contract.Compiled;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A contract that nobody would write: fields, types, limits and rules by chance. The same seed makes the same. */
final class RandomContract {

    private static final int MOST_FIELDS = 8;
    private static final int ATTEMPTS = 200;

    private static final List<String> TYPES = List.of(
            "int",
            "bigint",
            "decimal(5,2)",
            "decimal(18,2)",
            "decimal(38,10)",
            "decimal(9,0)",
            "double",
            "boolean",
            "string",
            "string",
            "date",
            "timestamp",
            "json");

    private static final List<String> STANDARDIZERS =
            List.of("trim", "strip_spaces", "collapse_spaces", "upper", "lower", "nfc", "empty_to_null");

    private static final List<String> PATTERNS =
            List.of("[a-z]+", "[A-Z]{1,3}[0-9]*", ".*", "(a|b|é)*", "\\\\p{L}+", "[^x]{0,4}", "\\\\d+|[a-c]+");

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia");

    private final String text;
    private final Plan plan;

    private RandomContract(String text, Plan plan) {
        this.text = text;
        this.plan = plan;
    }

    /** The first contract of the seed that compiles. */
    static RandomContract of(long seed) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String text = new Writer(new Random(seed * ATTEMPTS + attempt)).contract();
            Compiled compiled = ContractCompiler.compile("random.yaml", text.getBytes(StandardCharsets.UTF_8));
            Optional<Plan> plan = compiled.contract().map(Plans::plan);
            if (plan.isPresent()) {
                return new RandomContract(text, plan.get());
            }
        }
        throw new IllegalStateException("no contract of seed " + seed + " compiles");
    }

    Plan plan() {
        return plan;
    }

    /** The plan of the same contract of another dataset. */
    Plan named(String dataset) {
        byte[] renamed =
                text.replace("dataset: fixture\n", "dataset: " + dataset + "\n").getBytes(StandardCharsets.UTF_8);
        return Plans.plan(
                ContractCompiler.compile("random.yaml", renamed).contract().orElseThrow());
    }

    @Override
    public String toString() {
        return text;
    }

    private record Field(String name, String type) {}

    private static final class Writer {
        private final Random random;
        private final List<Field> fields = new ArrayList<>();

        Writer(Random random) {
            this.random = random;
        }

        String contract() {
            boolean keepLast = chance(3);
            String contract = "contract: 1\ndataset: fixture\nversion: " + (1 + random.nextInt(9)) + "\nowner: nobody\n"
                    + "source: { format: json" + (chance(4) ? ", max_bytes: 300 B" : "") + " }\n"
                    + "key: " + pick(List.of("[id]", "[id, k]", "[k]")) + "\n"
                    + "dedupe: { keep: " + (keepLast ? "last, order_by: o" : "first") + ", within: 7 d }\n"
                    + "event_time: at\npartition: { by: event_time, zone: " + pick(ZONES) + " }\n"
                    + "unknown_fields: " + pick(List.of("keep", "drop", "reject")) + "\nfields:\n"
                    + "  - { name: id, type: " + pick(List.of("bigint", "int", "decimal(9,0)")) + ", required: true }\n"
                    + "  - { name: k, type: string, required: true" + standardize() + mask() + " }\n"
                    + "  - { name: at, type: timestamp, required: true }\n"
                    + "  - { name: o, type: " + pick(List.of("int", "decimal(9,2)", "timestamp"))
                    + ", required: true }\n";
            StringBuilder text = new StringBuilder(contract);
            int count = 1 + random.nextInt(MOST_FIELDS);
            for (int index = 0; index < count; index++) {
                text.append(field("f" + index));
            }
            return text.append(rules()).toString();
        }

        private String field(String name) {
            String type = pick(TYPES);
            fields.add(new Field(name, type));
            StringBuilder field = new StringBuilder("  - { name: " + name + ", type: \"" + type + "\"");
            if (chance(3)) {
                field.append(", required: true");
            }
            boolean coerces = !List.of("date", "timestamp", "json").contains(type) && chance(5);
            field.append(coerces ? ", coerce: true" : "");
            field.append(limits(type));
            return field.append(mask()).append(" }\n").toString();
        }

        private String limits(String type) {
            if (type.equals("string")) {
                return standardize()
                        + (chance(4) ? ", min_length: " + random.nextInt(3) : "")
                        + (chance(4) ? ", max_length: " + (3 + random.nextInt(5)) : "")
                        + (chance(4) ? ", pattern: \"" + pick(PATTERNS) + "\"" : "");
            } else if (type.equals("timestamp")) {
                return chance(3)
                        ? ", min: \"1999-12-31T23:59:59.999999Z\""
                        : chance(4) ? ", unit: " + pick(List.of("s", "ms", "us", "ns")) : "";
            } else if (type.equals("date")) {
                return chance(3) ? ", max: \"2025-04-06\"" : "";
            } else if (type.equals("boolean") || type.equals("json")) {
                return "";
            }
            return (chance(4) ? ", min: -" + random.nextInt(2) : "")
                    + (chance(4) ? ", max: " + random.nextInt(200) : "");
        }

        private String standardize() {
            List<String> chosen = new ArrayList<>();
            while (chance(2) && chosen.size() < 3) {
                chosen.add(pick(STANDARDIZERS));
            }
            return chosen.isEmpty()
                    ? ""
                    : ", standardize: ["
                            + String.join(", ", chosen.stream().distinct().toList()) + "]";
        }

        private String mask() {
            return chance(6) ? ", mask: { token: hmac, show_last: " + random.nextInt(4) + " }" : "";
        }

        private String rules() {
            StringBuilder rules = new StringBuilder();
            for (Field field : fields) {
                if (chance(2)) {
                    rules.append("  - { name: r_" + field.name
                            + (chance(2) ? ", when: \"has(" + pick(fields).name + ")\"" : "") + ", assert: \""
                            + condition(field) + "\" }\n");
                }
            }
            return rules.length() == 0 ? "" : "rules:\n" + rules;
        }

        private String condition(Field field) {
            String name = field.name;
            String guard = chance(2) ? "has(" + name + ") && " : chance(2) ? "!has(" + name + ") || " : "";
            return guard
                    + switch (field.type) {
                        case "string" ->
                            pick(List.of(
                                    "size(" + name + ") < 4",
                                    name + ".startsWith('a')",
                                    name + ".contains('b') || " + name + ".endsWith('c')",
                                    name + ".matches('[a-c]')",
                                    name + " in ['a', 'b', 'abc', '']",
                                    name + " != k"));
                        case "boolean" -> chance(2) ? name : "!" + name;
                        case "timestamp" ->
                            pick(List.of(
                                    name + " >= timestamp('2020-01-01T00:00:00Z')",
                                    name + " <= at",
                                    "at - " + name + " < duration('24h')"));
                        case "date", "json" -> "has(" + name + ")";
                        case "double" -> pick(List.of(name + " < 1.5", name + " * 2.0 > 0.0", name + " == 0.1"));
                        default ->
                            pick(List.of(
                                    name + " < 100",
                                    name + " != 1",
                                    name + " + 1 > 0",
                                    name + " in [1, 2, 3]",
                                    name + " * 2 <= 7"));
                    };
        }

        private boolean chance(int times) {
            return random.nextInt(times) == 0;
        }

        private <T> T pick(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
