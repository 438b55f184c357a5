package io.millrace.contract.compile;

import io.millrace.contract.format.ContractFormat;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names are what paths, columns, state and metrics are called by; they keep to one rule and none comes twice. */
final class NameCheck {

    private static final Pattern RULE = Pattern.compile(ContractFormat.NAME_PATTERN);
    private static final String PARTITION_COLUMN = "dt";

    private final Problems problems;

    NameCheck(Problems problems) {
        this.problems = problems;
    }

    /** A name that keeps to the rule; otherwise a problem. */
    Optional<String> name(Scalar scalar) {
        if (RULE.matcher(scalar.text()).matches()) {
            return Optional.of(scalar.text());
        }
        problems.error(
                scalar,
                "a name begins with a-z and goes on with a-z, 0-9 and _, up to 63 characters",
                nearestName(scalar.text()).map(name -> "write " + name));
        return Optional.empty();
    }

    /** A field's name: no other field's, not even in another case, nor that of the partition column. */
    void fieldNames(Iterable<DeclaredField> fields) {
        Map<String, Scalar> seen = new HashMap<>();
        for (DeclaredField field : fields) {
            Scalar scalar = field.nameNode();
            if (scalar.text().equals(PARTITION_COLUMN)) {
                problems.error(scalar, "dt is the name of the partition column", "choose another name");
            }
            Scalar earlier = seen.putIfAbsent(scalar.text().toLowerCase(Locale.ROOT), scalar);
            if (earlier == null) {
                name(scalar);
            } else if (earlier.text().equals(scalar.text())) {
                repeated(scalar, "field", earlier);
            } else {
                problems.error(
                        scalar,
                        "differs only in case from the field " + earlier.text() + " in line "
                                + earlier.place().line());
            }
        }
    }

    void repeated(Scalar scalar, String what, Scalar earlier) {
        problems.error(
                scalar,
                "there is already a " + what + " " + scalar.text() + " in line "
                        + earlier.place().line(),
                "rename or remove one of them");
    }

    /** {@code accountNumber} and {@code Account-Number} as the rule wants them. */
    private static Optional<String> nearestName(String text) {
        String name = text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[_0-9]+|_+$", "");
        return RULE.matcher(name).matches() && !name.equals(text) ? Optional.of(name) : Optional.empty();
    }
}
