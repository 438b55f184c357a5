package io.millrace.zones.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoublesTest {

    private static final int DRAWN = 20_000;

    /** Java 17 spells the first with more digits than it takes. */
    @ParameterizedTest
    @CsvSource({
        "4.9E-324, 5E-324",
        "2.0E-322, 2E-322",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "1.7976931348623157E308, 1.7976931348623157E+308",
        "12.5, 12.5",
        "-0.001, -0.001",
        "1E22, 1.0E22",
        "0, 0.0",
        "9007199254740993, 9007199254740992",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004"
    })
    void a_double_is_spelt_with_as_few_digits_as_tell_it(String given, String text) {
        assertThat(new BigDecimal(Doubles.text(Double.parseDouble(given)))).isEqualByComparingTo(new BigDecimal(text));
    }

    @Test
    void random_doubles_are_read_back_and_no_fewer_digits_would_do() {
        Random random = new Random(5);
        for (int index = 0; index < DRAWN; index++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                BigDecimal spelt = new BigDecimal(Doubles.text(value)).stripTrailingZeros();
                assertThat(spelt.doubleValue()).isEqualTo(value);
                if (spelt.precision() > 1) {
                    BigDecimal fewer = new BigDecimal(value).round(new MathContext(spelt.precision() - 1));
                    assertThat(fewer.doubleValue()).as(spelt.toString()).isNotEqualTo(value);
                }
            }
        }
    }
}
