package io.millrace.contract.format;

import io.millrace.contract.shape.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number and its unit, such as {@code 7 d}; in the smallest of the units. */
final class Quantity {

    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9}) ?([A-Za-z]+)");

    private Quantity() {}

    static Optional<Long> parse(String text, Map<String, Long> units) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || !units.containsKey(matcher.group(2))) {
            return Optional.empty();
        }
        return Optional.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), units.get(matcher.group(2))));
    }

    static JsonObject schema(Map<String, Long> units) {
        String pattern = "^[0-9]{1,9} ?("
                + String.join("|", units.keySet().stream().sorted().toList()) + ")$";
        return new JsonObject().with("type", "string").with("pattern", pattern);
    }
}
