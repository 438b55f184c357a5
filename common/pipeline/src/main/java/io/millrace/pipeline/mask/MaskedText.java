package io.millrace.pipeline.mask;

import io.millrace.pipeline.text.Utf8;
import java.util.Arrays;

/** What people may see of a masked value: four stars and, when the value is long enough, its last code points. */
public final class MaskedText {

    private static final byte[] STARS = {'*', '*', '*', '*'};

    private MaskedText() {}

    /** Masked text; its end is only shown of a value with at least twice as many code points. */
    public static byte[] of(byte[] utf8, int showLast) {
        int shownFrom = Utf8.lastCodePoints(utf8, 0, utf8.length, showLast);
        if (showLast == 0 || Utf8.codePoints(utf8, 0, shownFrom) < showLast) {
            return hidden();
        }
        int shown = utf8.length - shownFrom;
        byte[] masked = Arrays.copyOf(STARS, STARS.length + shown);
        System.arraycopy(utf8, shownFrom, masked, STARS.length, shown);
        return masked;
    }

    /** Stars only, which is all that is shown of a value that is not text. */
    public static byte[] hidden() {
        return STARS.clone();
    }
}
