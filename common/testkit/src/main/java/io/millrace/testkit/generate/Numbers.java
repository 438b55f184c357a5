package io.millrace.testkit.generate;

/** Spells numbers in the ways that JSON allows for one value. */
final class Numbers {

    private static final byte[] POINT_ZERO = {'.', '0'};
    private static final byte[] TEN_TO_MINUS_ONE = {'0', 'e', '-', '1'};
    private static final byte[] E_PLUS_ZERO = {'.', '0', '0', 'E', '+', '0'};
    private static final byte[] E_ZERO = {'e', '0'};

    private Numbers() {}

    /** An integer that is not negative: 7, 7.0, 70e-1, 7.00E+0. */
    static void integer(long value, Payload out, Spelling spelling) {
        out.digits(value);
        switch (spelling.pick(4)) {
            case 1 -> out.put(POINT_ZERO);
            case 2 -> out.put(value == 0 ? E_ZERO : TEN_TO_MINUS_ONE);
            case 3 -> out.put(E_PLUS_ZERO);
            default -> {}
        }
    }

    /** An integer that may also stand in quotes, for a field that coerces. */
    static void coerced(long value, Payload out, Spelling spelling) {
        if (spelling.pick(2) == 0) {
            integer(value, out, spelling);
            return;
        }
        out.put('"');
        integer(value, out, spelling);
        out.put('"');
    }

    /** An amount in hundredths: 1.50, 1.5, 1.500, 150e-2, 150.00E-2, 1.50e0. */
    static void hundredths(long value, Payload out, Spelling spelling) {
        int form = spelling.pick(6);
        if (value < 0 || (value == 0 && form == 1)) {
            out.put('-');
        }
        long size = Math.abs(value);
        switch (form) {
            case 2 -> point(size, out).put('0');
            case 3 -> out.digits(size).put("e-2");
            case 4 -> out.digits(size).put(".00E-2");
            case 5 -> point(size, out).put(E_ZERO);
            case 1 -> shortest(size, out);
            default -> point(size, out);
        }
    }

    /** A number in millionths: 1.500000, 1500000e-6, 0.1500000e1 and the like. */
    static void millionths(long value, Payload out, Spelling spelling) {
        if (spelling.pick(3) == 1) {
            out.digits(value).put("e-6");
            return;
        }
        out.digits(value / 1_000_000).put('.').digits(value, 6);
        if (spelling.pick(3) == 2) {
            out.put(E_ZERO);
        }
    }

    private static Payload point(long size, Payload out) {
        return out.digits(size / 100).put('.').digits(size, 2);
    }

    private static void shortest(long size, Payload out) {
        out.digits(size / 100);
        if (size % 10 != 0) {
            out.put('.').digits(size, 2);
        } else if (size % 100 != 0) {
            out.put('.').digits(size / 10, 1);
        }
    }
}
