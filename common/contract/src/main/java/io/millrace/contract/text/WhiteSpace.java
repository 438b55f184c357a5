package io.millrace.contract.text;

/** The 25 code points with the Unicode property White_Space, whatever the JDK's own methods call white. */
public final class WhiteSpace {

    private WhiteSpace() {}

    public static boolean is(int codePoint) {
        if (codePoint < 0x85) {
            return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
        }
        return codePoint == 0x85
                || codePoint == 0xA0
                || codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x3000;
    }
}
