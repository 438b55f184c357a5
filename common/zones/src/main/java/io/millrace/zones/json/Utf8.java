package io.millrace.zones.json;

/** What counts as UTF-8: no overlong form, no surrogate, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** Length of the multi-byte sequence that begins at {@code at}; 0 when there is no valid one. */
    static int sequence(byte[] text, int at, int end) {
        int first = text[at] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return 0;
        } else if (first < 0xE0) {
            return end - at > 1 && continues(text[at + 1]) ? 2 : 0;
        } else if (first < 0xF0) {
            return end - at > 2 && second(first, text[at + 1] & 0xFF) && continues(text[at + 2]) ? 3 : 0;
        }
        return end - at > 3 && second(first, text[at + 1] & 0xFF) && continues(text[at + 2]) && continues(text[at + 3])
                ? 4
                : 0;
    }

    /** Whether the second byte fits the first; here overlong forms, surrogates and what lies too high are found. */
    private static boolean second(int first, int second) {
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }

    private static boolean continues(byte unit) {
        return (unit & 0xC0) == 0x80;
    }
}
