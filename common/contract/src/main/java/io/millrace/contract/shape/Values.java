package io.millrace.contract.shape;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Sequence;
import io.millrace.contract.read.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The kinds of value that files are made of. Scalars are taken by their text. */
public final class Values {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern SECRET = Pattern.compile("\\$\\{(file|env):.*}", Pattern.DOTALL);

    private Values() {}

    /** Any single value, as it stands: what it means depends on what stands around it. */
    public static Value<Scalar> scalar() {
        return scalar(new JsonObject().with("type", List.of("string", "number", "boolean")));
    }

    /** Any single value; {@code description} tells editors more about it than is checked here. */
    public static Value<Scalar> scalar(JsonObject description) {
        return new ScalarValue<>(Optional::of, "a single value", description);
    }

    /** A text for people. It is shown everywhere, so that no secret belongs there. */
    public static Value<String> text() {
        return new ScalarValue<>(
                scalar ->
                        scalar.text().isBlank() || SECRET.matcher(scalar.text()).matches()
                                ? Optional.empty()
                                : Optional.of(scalar.text()),
                "text (and no reference to a secret: it is shown everywhere)",
                new JsonObject().with("type", "string").with("minLength", 1));
    }

    /** Text that says something in a grammar of its own, such as a pattern or a rule. */
    public static Value<Scalar> code(String what) {
        return new ScalarValue<>(
                scalar -> scalar.text().isBlank() ? Optional.empty() : Optional.of(scalar),
                what,
                new JsonObject().with("type", "string").with("minLength", 1));
    }

    public static Value<Boolean> flag() {
        return new ScalarValue<>(
                scalar -> switch (scalar.text()) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                "true or false",
                new JsonObject().with("type", "boolean"));
    }

    public static Value<Integer> integer(int min, int max) {
        return new ScalarValue<>(
                scalar -> Optional.of(scalar.text())
                        .filter(text -> INTEGER.matcher(text).matches())
                        .map(Integer::valueOf)
                        .filter(number -> number >= min && number <= max),
                min == max ? "the number " + min : "a whole number from " + min + " to " + max,
                new JsonObject().with("type", "integer").with("minimum", min).with("maximum", max));
    }

    /** Text in a grammar that {@code parse} knows; {@code description} tells editors about it. */
    public static <T> Value<T> parsed(Function<String, Optional<T>> parse, String what, JsonObject description) {
        return new ScalarValue<>(scalar -> parse.apply(scalar.text()), what, description);
    }

    /** One of the given words. */
    public static <T> Value<T> choice(Map<String, T> words) {
        return new ChoiceValue<>(words);
    }

    public static <T> Value<List<Located<T>>> listOf(Value<T> item) {
        return new ListValue<>(item);
    }

    /** A single value that {@code parse} understands; {@code what} says what is expected. */
    private record ScalarValue<T>(Function<Scalar, Optional<T>> parse, String what, JsonObject description)
            implements Value<T> {

        @Override
        public Optional<T> read(Node node, Problems problems) {
            Optional<T> value =
                    node instanceof Scalar scalar && !scalar.isNull() ? parse.apply(scalar) : Optional.empty();
            if (value.isEmpty()) {
                problems.error(node, "expected " + what + (node instanceof Scalar ? "" : ", not " + node.kind()));
            }
            return value;
        }

        @Override
        public JsonObject schema() {
            return new JsonObject().withAll(description);
        }
    }

    private record ChoiceValue<T>(Map<String, T> words) implements Value<T> {

        @Override
        public Optional<T> read(Node node, Problems problems) {
            if (!(node instanceof Scalar scalar) || scalar.isNull()) {
                problems.error(node, "expected one of " + String.join(", ", words.keySet()) + ", not " + node.kind());
                return Optional.empty();
            }
            Optional<T> value = Optional.ofNullable(words.get(scalar.text()));
            if (value.isEmpty()) {
                problems.error(
                        node,
                        scalar.text() + " is none of " + String.join(", ", words.keySet()),
                        Suggestion.nearest(words.keySet(), scalar.text()).map(word -> "did you mean " + word + "?"));
            }
            return value;
        }

        @Override
        public JsonObject schema() {
            return new JsonObject().with("enum", List.copyOf(words.keySet()));
        }
    }

    private record ListValue<T>(Value<T> item) implements Value<List<Located<T>>> {

        @Override
        public Optional<List<Located<T>>> read(Node node, Problems problems) {
            if (!(node instanceof Sequence sequence)) {
                problems.error(node, "expected a list, not " + node.kind(), "write [" + node.excerpt() + "]");
                return Optional.empty();
            }
            List<Located<T>> items = new ArrayList<>();
            for (Node entry : sequence.items()) {
                item.read(entry, problems).ifPresent(value -> items.add(new Located<>(value, entry)));
            }
            return Optional.of(List.copyOf(items));
        }

        @Override
        public JsonObject schema() {
            return new JsonObject().with("type", "array").with("items", item.schema());
        }
    }
}
