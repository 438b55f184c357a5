package io.millrace.pipeline.rule;

import io.millrace.contract.rule.Expr.Part;
import io.millrace.pipeline.text.TextPattern;
import io.millrace.pipeline.text.Utf8;
import java.util.Arrays;

/** Nodes over text. A part of valid UTF-8 that is itself valid UTF-8 begins and ends between code points. */
final class Texts {

    private Texts() {}

    static Node size(Node text) {
        return (row, into) -> {
            if (!text.load(row, into)) {
                return false;
            }
            into.whole = Utf8.codePoints(into.text, 0, into.text.length);
            return true;
        };
    }

    static Node test(Part part, Node text, Node sought) {
        Slot a = new Slot();
        Slot b = new Slot();
        return (row, into) -> {
            if (!text.load(row, a) || !sought.load(row, b)) {
                return false;
            }
            into.set(holds(part, a.text, b.text));
            return true;
        };
    }

    static Node matches(Node text, String pattern) {
        TextPattern part = TextPattern.part(pattern);
        return (row, into) -> {
            if (!text.load(row, into)) {
                return false;
            }
            into.set(part.matches(into.text, 0, into.text.length));
            return true;
        };
    }

    private static boolean holds(Part part, byte[] text, byte[] sought) {
        return switch (part) {
            case STARTS_WITH -> standsAt(text, sought, 0);
            case ENDS_WITH -> standsAt(text, sought, text.length - sought.length);
            case CONTAINS -> contains(text, sought);
        };
    }

    private static boolean standsAt(byte[] text, byte[] sought, int at) {
        return at >= 0
                && at + sought.length <= text.length
                && Arrays.equals(text, at, at + sought.length, sought, 0, sought.length);
    }

    private static boolean contains(byte[] text, byte[] sought) {
        for (int at = 0; at + sought.length <= text.length; at++) {
            if (standsAt(text, sought, at)) {
                return true;
            }
        }
        return false;
    }
}
