package io.millrace.contract.time;

/** The offset at the end of a timestamp: {@code Z}, {@code ±HH}, {@code ±HHMM} or {@code ±HH:MM}, in seconds. */
final class Offsets {

    static final int WRONG_TYPE = Integer.MIN_VALUE;
    static final int OUT_OF_RANGE = Integer.MIN_VALUE + 1;

    private static final int MOST = 18 * 3_600;

    private Offsets() {}

    static int parse(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 1) {
            return bytes[from] == 'Z' || bytes[from] == 'z' ? 0 : WRONG_TYPE;
        }
        if (bytes[from] != '+' && bytes[from] != '-') {
            return WRONG_TYPE;
        }
        int hours = Digits.read(bytes, from + 1, 2, to);
        int minutes = switch (length) {
            case 3 -> 0;
            case 5 -> Digits.read(bytes, from + 3, 2, to);
            case 6 -> bytes[from + 3] == ':' ? Digits.read(bytes, from + 4, 2, to) : -1;
            default -> -1;
        };
        if ((hours | minutes) < 0) {
            return WRONG_TYPE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        if (minutes > 59 || seconds > MOST) {
            return OUT_OF_RANGE;
        }
        return bytes[from] == '-' ? -seconds : seconds;
    }
}
