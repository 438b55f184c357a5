package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.ENUM;
import static io.millrace.contract.format.ContractFormat.MAX;
import static io.millrace.contract.format.ContractFormat.MAX_LENGTH;
import static io.millrace.contract.format.ContractFormat.MIN;
import static io.millrace.contract.format.ContractFormat.MIN_LENGTH;
import static io.millrace.contract.format.ContractFormat.PATTERN;

import io.millrace.contract.Limits;
import io.millrace.contract.Standardizer;
import io.millrace.contract.Type;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.reason.Range;
import io.millrace.contract.shape.Key;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import io.millrace.contract.text.PortablePattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A field's limits: each must fit the field's type, and together they must leave a value. */
final class LimitCheck {

    private static final List<Key<?>> OF_RANGES = List.of(MIN, MAX);
    private static final List<Key<?>> OF_TEXT = List.of(MIN_LENGTH, MAX_LENGTH, PATTERN, ENUM);

    private final Problems problems;

    LimitCheck(Problems problems) {
        this.problems = problems;
    }

    Limits limits(Section field, Type type, List<Standardizer> standardizers) {
        refuseForeign(field, type);
        boolean ranges = Range.of(type).isPresent();
        boolean text = type instanceof Type.Text;
        Limits limits = new Limits(
                ranges ? bound(field, MIN, type) : Optional.empty(),
                ranges ? bound(field, MAX, type) : Optional.empty(),
                text ? length(field, MIN_LENGTH) : OptionalInt.empty(),
                text ? length(field, MAX_LENGTH) : OptionalInt.empty(),
                text ? pattern(field) : Optional.empty(),
                field.find(ENUM).orElse(List.of()).stream()
                        .map(item -> item.value().text())
                        .toList());
        refuseEmptyRanges(field, limits);
        if (text) {
            new EnumCheck(problems).check(field, limits, standardizers);
        }
        return limits;
    }

    private void refuseForeign(Section field, Type type) {
        List<Key<?>> own = type instanceof Type.Text ? OF_TEXT : Range.of(type).isPresent() ? OF_RANGES : List.of();
        for (List<Key<?>> family : List.of(OF_RANGES, OF_TEXT)) {
            for (Key<?> key : family) {
                if (!own.contains(key)) {
                    field.locate(key)
                            .ifPresent(value -> problems.error(
                                    value.node(), key + " does not apply to " + type.declaration(), apply(type, own)));
                }
            }
        }
    }

    private static String apply(Type type, List<Key<?>> own) {
        String names = String.join(", ", own.stream().<String>map(Key::name).toList());
        return own.isEmpty() ? "remove it" : type.declaration() + " takes " + names;
    }

    private Optional<BigDecimal> bound(Section field, Key<Scalar> key, Type type) {
        return field.locate(key).flatMap(value -> new BoundCheck(problems).bound(value.value(), type));
    }

    private static OptionalInt length(Section field, Key<Integer> key) {
        return field.find(key).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private Optional<String> pattern(Section field) {
        return field.locate(PATTERN).map(Located::value).flatMap(scalar -> {
            Optional<String> refusal = PortablePattern.refusal(scalar.text());
            refusal.ifPresent(why -> problems.error(scalar, "this pattern is refused: " + why));
            return refusal.isPresent() ? Optional.empty() : Optional.of(scalar.text());
        });
    }

    private void refuseEmptyRanges(Section field, Limits limits) {
        boolean values = limits.min().isPresent()
                && limits.max().isPresent()
                && limits.min().get().compareTo(limits.max().get()) > 0;
        if (values) {
            problems.error(field.locate(MAX).orElseThrow().node(), "max is less than min: no value is left");
        }
        boolean lengths = limits.minLength().isPresent()
                && limits.maxLength().isPresent()
                && limits.minLength().getAsInt() > limits.maxLength().getAsInt();
        if (lengths) {
            problems.error(
                    field.locate(MAX_LENGTH).orElseThrow().node(),
                    "max_length is less than min_length: no text is left");
        }
    }
}
