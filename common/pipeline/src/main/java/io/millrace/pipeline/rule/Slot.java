package io.millrace.pipeline.rule;

import java.math.BigDecimal;

/**
 * Takes the value of a node: a boolean (1 or 0), integer, day, instant or duration as {@code whole}, the others by their
 * own name. Reused.
 */
final class Slot {
    long whole;
    double real;
    BigDecimal decimal;
    byte[] text;

    void set(boolean truth) {
        whole = truth ? 1 : 0;
    }

    boolean isTrue() {
        return whole != 0;
    }
}
