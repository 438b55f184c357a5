package io.millrace.contract.reason;

import com.google.re2j.Pattern;
import io.millrace.contract.Field;
import io.millrace.contract.Limits;
import io.millrace.contract.Standardizer;
import io.millrace.contract.text.Standardizers;
import java.util.EnumSet;
import java.util.Set;

/** Whether a text field can have a given value at all, by its enum, pattern, lengths and standardizers. */
final class TextAdmission {

    private static final Set<Standardizer> SETTLED_AFTER_ONE = EnumSet.of(
            Standardizer.TRIM,
            Standardizer.STRIP_SPACES,
            Standardizer.COLLAPSE_SPACES,
            Standardizer.UPPER,
            Standardizer.LOWER);

    private TextAdmission() {}

    static boolean admits(Field field, String value) {
        Limits limits = field.limits();
        int length = value.codePointCount(0, value.length());
        return (limits.allowed().isEmpty() || limits.allowed().contains(value))
                && limits.pattern()
                        .map(pattern -> Pattern.matches(pattern, value))
                        .orElse(true)
                && length >= limits.minLength().orElse(0)
                && length <= limits.maxLength().orElse(Integer.MAX_VALUE)
                && couldBeStandardized(field, value);
    }

    /** A value that its standardizers would change cannot come out of them, where running twice is running once. */
    private static boolean couldBeStandardized(Field field, String value) {
        boolean bothCases = field.standardizers().contains(Standardizer.UPPER)
                && field.standardizers().contains(Standardizer.LOWER);
        boolean settled = SETTLED_AFTER_ONE.containsAll(field.standardizers()) && !bothCases;
        return !settled || value.equals(Standardizers.apply(field.standardizers(), value));
    }
}
