package io.millrace.contract.time;

/** The part {@code HH:MM[:SS[.fraction]]} of a timestamp, in micros of its day. */
final class TimeOfDay {

    private static final int MAX_FRACTION = 9;
    private static final int KEPT_FRACTION = 6;

    private TimeOfDay() {}

    /** The micros that begin at {@code from}, or {@link Timestamps#WRONG_TYPE} or {@link Timestamps#OUT_OF_RANGE}. */
    static long parse(byte[] bytes, int from, int to) {
        int hour = Digits.read(bytes, from, 2, to);
        int minute = Digits.read(bytes, from + 3, 2, to);
        if ((hour | minute) < 0 || bytes[from + 2] != ':') {
            return Timestamps.WRONG_TYPE;
        }
        int second = 0;
        int micros = 0;
        if (hasSeconds(bytes, from, to)) {
            second = Digits.read(bytes, from + 6, 2, to);
            micros = fraction(bytes, from + 8, to);
        }
        if ((second | micros) < 0) {
            return Timestamps.WRONG_TYPE;
        }
        boolean exists = hour <= 23 && minute <= 59 && second <= 59;
        return exists ? (hour * 3_600L + minute * 60L + second) * Timestamps.SECOND + micros : Timestamps.OUT_OF_RANGE;
    }

    /** Where the time that {@link #parse} took ends. */
    static int end(byte[] bytes, int from, int to) {
        if (!hasSeconds(bytes, from, to)) {
            return from + 5;
        }
        int at = from + 8;
        if (at < to && bytes[at] == '.') {
            at++;
            while (Digits.at(bytes, at, to)) {
                at++;
            }
        }
        return at;
    }

    static void write(long micros, byte[] target, int at) {
        int seconds = (int) (micros / Timestamps.SECOND);
        Digits.write(seconds / 3_600, target, at, 2);
        target[at + 2] = ':';
        Digits.write(seconds / 60 % 60, target, at + 3, 2);
        target[at + 5] = ':';
        Digits.write(seconds % 60, target, at + 6, 2);
        target[at + 8] = '.';
        Digits.write((int) (micros % Timestamps.SECOND), target, at + 9, KEPT_FRACTION);
    }

    private static boolean hasSeconds(byte[] bytes, int from, int to) {
        return from + 5 < to && bytes[from + 5] == ':';
    }

    /** Micros of an optional fraction of 1 to 9 digits, the last of them cut; -1 when it is none. */
    private static int fraction(byte[] bytes, int from, int to) {
        if (from >= to || bytes[from] != '.') {
            return 0;
        }
        int micros = 0;
        int digits = 0;
        for (int at = from + 1; Digits.at(bytes, at, to); at++) {
            digits++;
            micros = digits <= KEPT_FRACTION ? micros * 10 + bytes[at] - '0' : micros;
        }
        if (digits < 1 || digits > MAX_FRACTION) {
            return -1;
        }
        for (int missing = digits; missing < KEPT_FRACTION; missing++) {
            micros *= 10;
        }
        return micros;
    }
}
