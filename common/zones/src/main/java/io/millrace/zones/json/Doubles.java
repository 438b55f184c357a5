package io.millrace.zones.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Spells a double with the fewest digits that are read back as the same one, whatever the release of Java. */
public final class Doubles {

    /** No two numbers of so many digits are the same double, unless they are very small. */
    private static final int ALWAYS_APART = 15;

    /** So many digits tell any two doubles apart. */
    private static final int ALWAYS_ENOUGH = 17;

    private static final RoundingMode[] ROUNDINGS = {RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING};

    private Doubles() {}

    /** As JSON spells a number; of the shortest spellings that which is nearest. */
    public static String text(double value) {
        String text = Double.toString(value);
        // Java before 19 may add digits to others.
        return value == 0 || (Math.abs(value) >= Double.MIN_NORMAL && digits(text) <= ALWAYS_APART)
                ? text
                : shortest(value);
    }

    private static int digits(String text) {
        int exponent = text.indexOf('E');
        return (int) text.substring(0, exponent < 0 ? text.length() : exponent)
                .chars()
                .filter(unit -> unit >= '0' && unit <= '9')
                .count();
    }

    private static String shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < ALWAYS_ENOUGH; digits++) {
            for (RoundingMode rounding : ROUNDINGS) {
                BigDecimal rounded = exact.round(new MathContext(digits, rounding));
                if (rounded.doubleValue() == value) {
                    return rounded.toString();
                }
            }
        }
        return exact.round(new MathContext(ALWAYS_ENOUGH)).toString();
    }
}
