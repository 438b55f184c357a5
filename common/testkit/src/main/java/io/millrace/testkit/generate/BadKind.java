package io.millrace.testkit.generate;

import io.millrace.pipeline.row.Code;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A way in which a record can be bad: one for each code that a payload can earn, and one for several at once. */
public enum BadKind {
    EMPTY(Code.EMPTY),
    TOO_LARGE(Code.TOO_LARGE),
    INVALID_UTF8(Code.INVALID_UTF8),
    MALFORMED(Code.MALFORMED),
    TOO_DEEP(Code.TOO_DEEP),
    NOT_AN_OBJECT(Code.NOT_AN_OBJECT),
    DUPLICATE_FIELD(Code.DUPLICATE_FIELD),
    BAD_TEXT(Code.BAD_TEXT),
    MISSING(Code.MISSING),
    WRONG_TYPE(Code.WRONG_TYPE),
    OUT_OF_RANGE(Code.OUT_OF_RANGE),
    PRECISION(Code.PRECISION),
    LENGTH(Code.LENGTH),
    PATTERN(Code.PATTERN),
    NOT_IN_ENUM(Code.NOT_IN_ENUM),
    UNKNOWN_FIELD(Code.UNKNOWN_FIELD),
    RULE(Code.RULE),
    /** Two to four broken fields in one record. */
    SEVERAL(null);

    private final Code code;

    BadKind(Code code) {
        this.code = code;
    }

    /** The one code that the kind earns; null for {@link #SEVERAL}. */
    Code code() {
        return code;
    }

    /** The name by which a user asks for it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing of the record can be read, so that its code stands alone. */
    boolean spoilsRecord() {
        return compareTo(DUPLICATE_FIELD) <= 0;
    }

    /** The kinds that a dataset can show on a carrier. */
    public static Set<BadKind> possible(String dataset, Carrier carrier) {
        EnumSet<BadKind> kinds = EnumSet.copyOf(Shape.badKindsOf(dataset));
        if (carrier == Carrier.LINES) {
            kinds.remove(EMPTY);
        }
        return kinds;
    }

    /** Spreads a share evenly over the kinds possible, except {@link #TOO_LARGE}, which costs a megabyte each. */
    public static Map<BadKind, Double> evenly(double share, String dataset, Carrier carrier) {
        Set<BadKind> kinds = possible(dataset, carrier);
        kinds.remove(TOO_LARGE);
        Map<BadKind, Double> shares = new EnumMap<>(BadKind.class);
        kinds.forEach(kind -> shares.put(kind, share / kinds.size()));
        return shares;
    }
}
