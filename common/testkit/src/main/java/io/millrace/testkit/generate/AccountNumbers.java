package io.millrace.testkit.generate;

/** Account numbers that look like IBANs, of 15 to 34 characters, one for each account. */
final class AccountNumbers {

    private static final int DIGITS_OF_ONE_DRAW = 16;
    private static final byte[][] PREFIXES = {
        Json.bytes("DE"),
        Json.bytes("NO"),
        Json.bytes("FR"),
        Json.bytes("GB29NWBK"),
        Json.bytes("MT84MALT"),
        Json.bytes("LC55HEMM"),
        Json.bytes("CH"),
        Json.bytes("AE")
    };
    private static final int[] DIGITS = {20, 13, 25, 14, 23, 24, 19, 32};
    private static final byte[] NO_BREAK = Json.bytes("\u00a0");

    private final long seed;
    private final Payload plain = new Payload();

    AccountNumbers(long seed) {
        this.seed = seed;
    }

    /** In quotes; also in small letters, in groups of four, within no-break spaces. */
    void write(int account, Payload out, Spelling spelling) {
        plain(account);
        out.put('"');
        switch (spelling.pick(4)) {
            case 1 -> lowerCased(out);
            case 2 -> grouped(out);
            case 3 -> out.put(NO_BREAK).put(plain.bytes(), 0, plain.length()).put(NO_BREAK);
            default -> out.put(plain.bytes(), 0, plain.length());
        }
        out.put('"');
    }

    private void plain(int account) {
        long draw = Draws.mix(seed ^ account);
        int country = (int) (draw & 7);
        plain.clear();
        plain.put(PREFIXES[country]);
        for (int left = DIGITS[country]; left > 0; left -= DIGITS_OF_ONE_DRAW) {
            draw = Draws.mix(draw + left);
            plain.digits(draw >>> 1, Math.min(left, DIGITS_OF_ONE_DRAW));
        }
    }

    private void lowerCased(Payload out) {
        for (int at = 0; at < plain.length(); at++) {
            int unit = plain.bytes()[at];
            out.put(unit >= 'A' ? unit | 0x20 : unit);
        }
    }

    private void grouped(Payload out) {
        for (int at = 0; at < plain.length(); at += 4) {
            if (at > 0) {
                out.put(' ');
            }
            out.put(plain.bytes(), at, Math.min(4, plain.length() - at));
        }
    }
}
