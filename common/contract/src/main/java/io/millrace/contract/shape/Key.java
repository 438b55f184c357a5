package io.millrace.contract.shape;

import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Node.Style;
import io.millrace.contract.read.Place;
import io.millrace.contract.read.Problems;
import java.util.Optional;

/**
 * A key that a mapping may have: its name, whether it must be there, what its value may be, and what people are told of
 * it. Keys are compared by identity; each is declared once.
 */
public final class Key<T> {

    private final String name;
    private final Need need;
    private final Value<T> value;
    private final Optional<String> fallback;
    private final String description;

    private Key(String name, Need need, Value<T> value, Optional<String> fallback, String description) {
        this.name = name;
        this.need = need;
        this.value = value;
        this.fallback = fallback;
        this.description = description;
    }

    public static <T> Key<T> required(String name, Value<T> value, String description) {
        return new Key<>(name, Need.REQUIRED, value, Optional.empty(), description);
    }

    public static <T> Key<T> optional(String name, Value<T> value, String description) {
        return new Key<>(name, Need.OPTIONAL, value, Optional.empty(), description);
    }

    /** A key that may be left out and then means {@code fallback}, as it would be written. */
    public static <T> Key<T> optional(String name, Value<T> value, String fallback, String description) {
        return new Key<>(name, Need.OPTIONAL, value, Optional.of(fallback), description);
    }

    public String name() {
        return name;
    }

    public boolean required() {
        return need == Need.REQUIRED;
    }

    public Value<T> value() {
        return value;
    }

    /** What leaving the key out means, as it would be written. */
    public Optional<String> fallback() {
        return fallback;
    }

    /** The value of {@link #fallback}. */
    T fallbackValue() {
        String text = fallback.orElseThrow(() -> new IllegalStateException(name + " has no default"));
        return value.read(new Scalar(Place.START, text, text, Style.PLAIN), new Problems(name))
                .orElseThrow();
    }

    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return name;
    }

    private enum Need {
        REQUIRED,
        OPTIONAL
    }
}
