package io.millrace.contract.format;

import io.millrace.contract.Type;
import io.millrace.contract.Type.EpochUnit;
import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.JsonObject;
import io.millrace.contract.shape.Suggestion;
import io.millrace.contract.shape.Value;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that a field may declare. A new type is a word here. */
final class TypeValue implements Value<Type> {

    static final Value<Type> TYPE = new TypeValue();

    static final Map<String, EpochUnit> UNITS = units();

    private static final String NAMES = "int, bigint, decimal(p,s), double, boolean, string, date, timestamp, json";

    private static final Map<String, Type> WORDS = Map.of(
            "int", new Type.Int(),
            "bigint", new Type.Bigint(),
            "double", new Type.Real(),
            "boolean", new Type.Bool(),
            "string", new Type.Text(),
            "date", new Type.Date(),
            "timestamp", new Type.Timestamp(ZoneOffset.UTC, Optional.empty()),
            "json", new Type.Json());

    /** What other systems call our types. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("integer", "int"),
            Map.entry("long", "bigint"),
            Map.entry("float", "double"),
            Map.entry("number", "decimal(18,2) or double"),
            Map.entry("numeric", "decimal(18,2)"),
            Map.entry("decimal", "decimal(18,2)"),
            Map.entry("bool", "boolean"),
            Map.entry("text", "string"),
            Map.entry("varchar", "string"),
            Map.entry("datetime", "timestamp"),
            Map.entry("object", "json"));

    private static final Pattern DECIMAL = Pattern.compile("decimal\\( ?([0-9]{1,3}) ?, ?([0-9]{1,3}) ?\\)");

    private TypeValue() {}

    @Override
    public Optional<Type> read(Node node, Problems problems) {
        if (!(node instanceof Scalar scalar)) {
            problems.error(node, "expected a type, not " + node.kind(), "one of " + NAMES);
            return Optional.empty();
        }
        Matcher decimal = DECIMAL.matcher(scalar.text());
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)), node, problems);
        }
        Optional<Type> type = Optional.ofNullable(WORDS.get(scalar.text()));
        if (scalar.text().matches("decimal\\( ?[0-9]+")) {
            problems.error(node, "the comma ends the value here", "write it in quotes: \"decimal(18,2)\"");
        } else if (type.isEmpty()) {
            problems.error(node, "there is no type " + scalar.excerpt(), advice(scalar.text()));
        }
        return type;
    }

    private static Optional<Type> decimal(int precision, int scale, Node node, Problems problems) {
        if (precision >= 1 && precision <= Type.Decimal.MAX_PRECISION && scale <= precision) {
            return Optional.of(new Type.Decimal(precision, scale));
        }
        problems.error(
                node,
                "a decimal has 1 to " + Type.Decimal.MAX_PRECISION + " digits, at most all of them after the point");
        return Optional.empty();
    }

    private static String advice(String word) {
        return Optional.ofNullable(ELSEWHERE.get(word))
                .or(() -> Suggestion.nearest(WORDS.keySet(), word))
                .or(() -> word.startsWith("decimal") ? Optional.of("decimal(18,2)") : Optional.empty())
                .map(type -> "did you mean " + type + "?")
                .orElse("one of " + NAMES);
    }

    private static Map<String, EpochUnit> units() {
        Map<String, EpochUnit> units = new LinkedHashMap<>();
        units.put("s", EpochUnit.SECONDS);
        units.put("ms", EpochUnit.MILLIS);
        units.put("us", EpochUnit.MICROS);
        units.put("ns", EpochUnit.NANOS);
        return units;
    }

    @Override
    public JsonObject schema() {
        JsonObject words =
                new JsonObject().with("enum", WORDS.keySet().stream().sorted().toList());
        JsonObject decimals = new JsonObject().with("type", "string").with("pattern", DECIMAL.pattern());
        return new JsonObject().with("anyOf", List.of(words, decimals));
    }
}
