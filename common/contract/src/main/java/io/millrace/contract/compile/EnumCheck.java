package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.ENUM;

import com.google.re2j.Pattern;
import io.millrace.contract.Limits;
import io.millrace.contract.Standardizer;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import io.millrace.contract.text.Standardizers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every listed value must be one that a record can have: standardized, as long as allowed, and matching the pattern. */
final class EnumCheck {

    private final Problems problems;

    EnumCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Section field, Limits limits, List<Standardizer> standardizers) {
        Optional<Located<List<Located<Scalar>>>> list = field.locate(ENUM);
        if (list.isPresent() && list.get().value().isEmpty()) {
            problems.error(list.get().node(), "an empty enum allows no value", "list the values or remove it");
        }
        Set<String> seen = new HashSet<>();
        for (Located<Scalar> item : list.map(Located::value).orElse(List.of())) {
            if (!seen.add(item.value().text())) {
                problems.error(item.node(), item.value().excerpt() + " is listed twice", "keep one of them");
            }
            checkValue(item.value(), limits, standardizers);
        }
    }

    private void checkValue(Scalar scalar, Limits limits, List<Standardizer> standardizers) {
        String standardized = Standardizers.apply(standardizers, scalar.text());
        if (!scalar.text().equals(standardized)) {
            problems.error(
                    scalar,
                    "the field's standardizers would change this value, so that no record could have it",
                    standardized == null ? "remove it" : "write " + standardized);
        } else if (limits.pattern().isPresent()
                && !Pattern.matches(limits.pattern().get(), scalar.text())) {
            problems.error(scalar, "does not match the field's pattern, so that no record could have it");
        } else if (!fits(scalar.text().codePointCount(0, scalar.text().length()), limits)) {
            problems.error(scalar, "is shorter or longer than the field allows, so that no record could have it");
        }
    }

    private static boolean fits(int length, Limits limits) {
        return length >= limits.minLength().orElse(0)
                && length <= limits.maxLength().orElse(Integer.MAX_VALUE);
    }
}
