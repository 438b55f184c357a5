package io.millrace.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Standardizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SEMANTICS 3.3. */
class StandardizersTest {

    @Test
    void white_space_is_the_25_code_points_of_unicode() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(WhiteSpace::is))
                .hasSize(25)
                .contains(0x09, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
                .doesNotContain(0x1C, 0x1F, 0x180E, 0x200B, 0x2060, 0xFEFF);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "trim, ` \u00a0\u3000a b\t\r\n`, `a b`",
                "trim, ` \u200b `, `\u200b`",
                "trim, `\ufeffa`, `\ufeffa`",
                "strip_spaces, ` d e 4\u20054 `, de44",
                "collapse_spaces, `  a \t\u2003 b  `, `a b`",
                "collapse_spaces, `\u00a0`, ``",
                "upper, straße, STRASSE",
                "upper, ŉ ﬁ, ʼN FI",
                "upper, i ı, I I",
                "lower, ΟΔΥΣΣΕΥΣ ΣΑΣ, οδυσσευς σας",
                "lower, İ, i\u0307",
                "nfc, e\u0301, é",
                "nfc, \u212b, \u00c5",
            })
    void each_does_what_the_semantics_say(String name, String text, String result) {
        assertThat(apply(text, name)).isEqualTo(result);
    }

    @Test
    void they_run_in_the_order_listed() {
        assertThat(apply(" \u00a0", "trim", "empty_to_null")).isNull();
        assertThat(apply(" \u00a0", "empty_to_null", "trim")).isEmpty();
        assertThat(apply("", "empty_to_null", "upper")).isNull();
        assertThat(apply("", "upper")).isEmpty();
    }

    @Test
    void text_that_needs_nothing_is_not_copied() {
        String text = new String("DE44");
        assertThat(Standardizers.apply(List.of(Standardizer.TRIM, Standardizer.STRIP_SPACES), text))
                .isSameAs(text);
    }

    private static String apply(String text, String... names) {
        List<Standardizer> standardizers = Arrays.stream(Standardizer.values()).toList();
        return Standardizers.apply(
                Arrays.stream(names)
                        .map(name -> standardizers.stream()
                                .filter(standardizer ->
                                        standardizer.declaration().equals(name))
                                .findFirst()
                                .orElseThrow())
                        .toList(),
                text);
    }
}
