package io.millrace.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.json.JsonNumber.Fit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers against BigDecimal, which knows nothing of our short cuts. */
class JsonNumberTest {

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final JsonNumber number = new JsonNumber();

    @Test
    void whole_numbers_are_those_of_big_decimal() {
        for (long seed = 0; seed < 200_000; seed++) {
            String spelling = spelling(new Random(seed));
            BigDecimal exact = new BigDecimal(spelling);
            boolean whole = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
            boolean fits = exact.compareTo(LONG_MIN) >= 0 && exact.compareTo(LONG_MAX) <= 0;
            Fit expected = !whole ? Fit.FRACTION : fits ? Fit.FITS : Fit.TOO_LARGE;

            read(spelling);
            assertThat(number.asLong()).as("seed %d: %s", seed, spelling).isEqualTo(expected);
            if (expected == Fit.FITS) {
                assertThat(number.whole()).as("seed %d: %s", seed, spelling).isEqualTo(exact.longValueExact());
            }
        }
    }

    @Test
    void decimals_are_those_of_big_decimal() {
        for (long seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            String spelling = spelling(random);
            int precision = 1 + random.nextInt(38);
            int scale = random.nextInt(precision + 1);
            BigDecimal exact = new BigDecimal(spelling).stripTrailingZeros();
            Fit expected = fit(exact, precision, scale);

            read(spelling);
            assertThat(number.asWide(precision, scale))
                    .as("seed %d: %s as (%d,%d)", seed, spelling, precision, scale)
                    .isEqualTo(expected);
            if (expected == Fit.FITS) {
                assertThat(number.wide()).as("seed %d: %s", seed, spelling).isEqualTo(unscaled(exact, scale));
            }
            if (precision <= JsonNumber.LONG_DIGITS) {
                assertThat(number.asUnscaled(precision, scale)).isEqualTo(expected);
                assertThat(expected == Fit.FITS ? number.whole() : 0)
                        .as("seed %d: %s", seed, spelling)
                        .isEqualTo(expected == Fit.FITS ? unscaled(exact, scale).longValueExact() : 0);
            }
        }
    }

    @Test
    void doubles_are_the_nearest_ones() {
        for (long seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            String spelling = random.nextBoolean() ? spelling(random) : Double.toString(anyDouble(random));
            double nearest = new BigDecimal(spelling).doubleValue() + 0.0;

            byte[] bytes = read(spelling);
            assertThat(number.asDouble(bytes, 0, bytes.length))
                    .as("seed %d: %s", seed, spelling)
                    .isEqualTo(Double.isInfinite(nearest) ? Fit.TOO_LARGE : Fit.FITS);
            assertThat(Double.doubleToRawLongBits(number.real()))
                    .as("seed %d: %s", seed, spelling)
                    .isEqualTo(Double.doubleToRawLongBits(nearest));
        }
    }

    @Test
    void the_grammar_is_that_of_the_scanner() {
        String alphabet = "0123456789.-+eE ";
        for (long seed = 0; seed < 100_000; seed++) {
            StringBuilder text = new StringBuilder(spelling(new Random(seed)));
            Random random = new Random(seed);
            text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
            boolean padded = text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ';
            JsonScanner scanner = new JsonScanner();
            scanner.open(bytes);

            assertThat(JsonNumber.isNumber(bytes, 0, bytes.length))
                    .as("seed %d: <%s>", seed, text)
                    .isEqualTo(scanner.fault() == null && !padded);
        }
    }

    private byte[] read(String spelling) {
        byte[] bytes = spelling.getBytes(StandardCharsets.US_ASCII);
        assertThat(number.read(bytes, 0, bytes.length)).isTrue();
        return bytes;
    }

    private static Fit fit(BigDecimal exact, int precision, int scale) {
        if (exact.signum() == 0) {
            return Fit.FITS;
        } else if (exact.scale() > scale) {
            return Fit.FRACTION;
        }
        return exact.precision() - exact.scale() > precision - scale ? Fit.TOO_LARGE : Fit.FITS;
    }

    private static BigInteger unscaled(BigDecimal exact, int scale) {
        return exact.setScale(scale).unscaledValue();
    }

    private static double anyDouble(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : 1;
    }

    /** Digits of all lengths around the borders of 18 and 38, zeros where they hurt, exponents of both signs. */
    private static String spelling(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
        text.append(random.nextInt(4) == 0 ? "0" : (1 + random.nextInt(9)) + digits(random));
        if (random.nextBoolean()) {
            text.append('.').append(random.nextInt(10)).append(digits(random));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E').append(random.nextBoolean() ? "-" : "+");
            text.append(random.nextInt(2) == 0 ? "0" : "").append(random.nextInt(random.nextInt(10) == 0 ? 400 : 30));
        }
        return text.toString();
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(45) : random.nextInt(12);
        boolean zeros = random.nextInt(3) == 0;
        for (int index = 0; index < length; index++) {
            digits.append(zeros ? 0 : random.nextInt(10));
        }
        return digits.toString();
    }
}
