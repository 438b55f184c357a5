package io.millrace.pipeline.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * The value of a number's spelling, exactly: {@code ± digits × 10^exponent}. Reused from number to number; up to 18
 * digits it makes no object.
 */
public final class JsonNumber {

    /** A longer spelling, or a larger exponent, is not read at all. */
    public static final int MAX_LENGTH = 400;

    public static final int MAX_EXPONENT = 9999;

    /** Digits that always fit a long. */
    public static final int LONG_DIGITS = 18;

    /** How a number fits a type. */
    public enum Fit {
        FITS,
        FRACTION,
        TOO_LARGE
    }

    private static final long[] POWERS = powers();
    private static final int EXACT_POWERS = 22;
    private static final long EXACT_DIGITS = 1L << 53;
    private static final double[] EXACT = exactPowers();

    private boolean negative;
    private int significant;
    private int exponent;
    private long digits;
    private BigInteger wideDigits;

    private long whole;
    private BigInteger wide;
    private double real;

    /** Whether the bytes are a number by JSON's own grammar, whole and nothing else. */
    public static boolean isNumber(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        int intEnd = digitsEnd(bytes, at, to);
        if (intEnd == at || (bytes[at] == '0' && intEnd > at + 1)) {
            return false;
        }
        at = intEnd;
        if (at < to && bytes[at] == '.') {
            int end = digitsEnd(bytes, at + 1, to);
            if (end == at + 1) {
                return false;
            }
            at = end;
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            boolean signed = at + 1 < to && (bytes[at + 1] == '-' || bytes[at + 1] == '+');
            int digitsFrom = at + (signed ? 2 : 1);
            at = digitsEnd(bytes, digitsFrom, to);
            return at == to && at > digitsFrom;
        }
        return at == to;
    }

    /** Reads a spelling that is a JSON number; false when it is longer, or its exponent larger, than we read. */
    public boolean read(byte[] spelling, int begin, int end) {
        if (end - begin > MAX_LENGTH) {
            return false;
        }
        negative = spelling[begin] == '-';
        digits = 0;
        significant = 0;
        exponent = 0;
        if (wideDigits != null) {
            wideDigits = null;
        }
        int at = digitsOf(spelling, negative ? begin + 1 : begin, end);
        if (at < end && !readExponent(spelling, at + 1, end)) {
            return false;
        }
        if (significant > LONG_DIGITS) {
            readWide(spelling, begin, at);
        }
        if (significant == 0) {
            exponent = 0;
        }
        return true;
    }

    /** Whether it is a whole number of 64 bits; then {@link #whole} is it. */
    public Fit asLong() {
        dropTrailingZeros();
        if (exponent < 0) {
            return Fit.FRACTION;
        }
        if (wideDigits == null && significant + exponent <= LONG_DIGITS) {
            whole = signed(digits * POWERS[exponent]);
            return Fit.FITS;
        }
        if (asWide(LONG_DIGITS + 1, 0) != Fit.FITS || wide.bitLength() >= Long.SIZE) {
            return Fit.TOO_LARGE;
        }
        whole = wide.longValue();
        return Fit.FITS;
    }

    /** Whether it is a decimal of at most 18 digits in all; then {@link #whole} is its unscaled value. */
    public Fit asUnscaled(int precision, int scale) {
        dropTrailingZeros();
        if (-exponent > scale) {
            return Fit.FRACTION;
        }
        if (significant + exponent > precision - scale) {
            return Fit.TOO_LARGE;
        }
        whole = significant == 0 ? 0 : signed(digits * POWERS[scale + exponent]);
        return Fit.FITS;
    }

    /** Whether it is a decimal of that many digits in all; then {@link #wide} is its unscaled value. */
    public Fit asWide(int precision, int scale) {
        dropTrailingZeros();
        if (-exponent > scale) {
            return Fit.FRACTION;
        }
        if (significant + exponent > precision - scale) {
            return Fit.TOO_LARGE;
        }
        BigInteger all = wideDigits == null ? BigInteger.valueOf(digits) : wideDigits;
        BigInteger scaled = significant == 0 ? BigInteger.ZERO : all.multiply(BigInteger.TEN.pow(scale + exponent));
        wide = negative ? scaled.negate() : scaled;
        return Fit.FITS;
    }

    /** The nearest IEEE 754 value of the spelling just read as {@link #real}, never -0.0; TOO_LARGE when infinite. */
    public Fit asDouble(byte[] bytes, int from, int to) {
        if (wideDigits == null && digits <= EXACT_DIGITS && Math.abs(exponent) <= EXACT_POWERS) {
            // Both operands are exact, so the one operation rounds correctly.
            double magnitude = exponent < 0 ? digits / EXACT[-exponent] : digits * EXACT[exponent];
            real = negative ? 0.0 - magnitude : magnitude;
        } else {
            real = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII)) + 0.0;
        }
        return Double.isInfinite(real) ? Fit.TOO_LARGE : Fit.FITS;
    }

    public long whole() {
        return whole;
    }

    public BigInteger wide() {
        return wide;
    }

    public double real() {
        return real;
    }

    /** Takes the digits before and after the point; returns where they end. */
    private int digitsOf(byte[] bytes, int begin, int to) {
        long value = 0; // wraps beyond 18 digits, when nobody uses it
        int at = begin;
        while (at < to && isDigit(bytes[at])) {
            value = value * 10 + bytes[at++] - '0';
        }
        significant = at - begin;
        if (at < to && bytes[at] == '.') {
            int point = at++;
            while (at < to && isDigit(bytes[at])) {
                value = value * 10 + bytes[at++] - '0';
            }
            exponent = point + 1 - at;
            significant -= exponent;
        }
        digits = value;
        if (bytes[begin] == '0') {
            dropLeadingZeros(bytes, begin, at);
        }
        return at;
    }

    private void dropLeadingZeros(byte[] bytes, int begin, int end) {
        for (int at = begin; at < end && (bytes[at] == '0' || bytes[at] == '.'); at++) {
            significant -= bytes[at] == '0' ? 1 : 0;
        }
    }

    private boolean readExponent(byte[] bytes, int begin, int to) {
        int at = bytes[begin] == '-' || bytes[begin] == '+' ? begin + 1 : begin;
        int value = 0;
        for (; at < to; at++) {
            value = value * 10 + bytes[at] - '0';
            if (value > MAX_EXPONENT) {
                return false;
            }
        }
        exponent += bytes[begin] == '-' ? -value : value;
        return true;
    }

    private void readWide(byte[] bytes, int from, int end) {
        StringBuilder text = new StringBuilder(significant);
        for (int at = from; at < end; at++) {
            if (isDigit(bytes[at]) && (text.length() > 0 || bytes[at] != '0')) {
                text.append((char) bytes[at]);
            }
        }
        int kept = text.length();
        while (kept > 0 && text.charAt(kept - 1) == '0') {
            kept--;
        }
        exponent += text.length() - kept;
        text.setLength(kept);
        significant = kept;
        if (kept > LONG_DIGITS) {
            wideDigits = new BigInteger(text.toString());
        } else {
            digits = Long.parseLong(text.toString());
        }
    }

    /** Until no digit after the point is a zero; more is not needed, since a whole number stays whole. */
    private void dropTrailingZeros() {
        while (exponent < 0 && wideDigits == null && digits % 10 == 0) {
            digits /= 10;
            significant--;
            exponent++;
        }
    }

    private long signed(long magnitude) {
        return negative ? -magnitude : magnitude;
    }

    private static int digitsEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isDigit(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    private static long[] powers() {
        long[] powers = new long[LONG_DIGITS + 1];
        powers[0] = 1;
        for (int power = 1; power < powers.length; power++) {
            powers[power] = powers[power - 1] * 10;
        }
        return powers;
    }

    private static double[] exactPowers() {
        double[] powers = new double[EXACT_POWERS + 1];
        for (int power = 0; power < powers.length; power++) {
            powers[power] = Double.parseDouble("1e" + power);
        }
        return powers;
    }
}
