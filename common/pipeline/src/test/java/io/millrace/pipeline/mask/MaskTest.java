package io.millrace.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {

    private static final MaskKey KEY = new MaskKey("k1", utf8("0123456789abcdef"));

    /** Expected values made with Python's hmac. */
    @Test
    void a_token_is_the_beginning_of_an_hmac_with_the_id_of_its_key() {
        Tokens tokens = new Tokens(KEY, "account_number");

        assertThat(text(tokens.token(utf8("GB29NWBK60161331926819")))).isEqualTo("k1:825b57f20cac0dffe66c85b365c039db");
        assertThat(text(tokens.token(utf8("x".repeat(1000))))).isEqualTo("k1:9b08567e71eb1cf2cbcdb8813971e2f2");
        assertThat(text(tokens.token(utf8("")))).isEqualTo("k1:5fce6e59d78ebe2ca81fa3058bb6f58f");
        assertThat(text(tokens.token(utf8("GB29NWBK60161331926819")))).isEqualTo("k1:825b57f20cac0dffe66c85b365c039db");
    }

    @Test
    void a_border_between_domain_and_value_cannot_be_moved() {
        assertThat(new Tokens(KEY, "ab").token(utf8("c"))).isNotEqualTo(new Tokens(KEY, "a").token(utf8("bc")));
    }

    @ParameterizedTest
    @CsvSource({
        "GB29NWBK3000, 4, ****3000",
        "12345678, 4, ****5678",
        "1234567, 4, ****",
        "ab, 1, ****b",
        "ab, 2, ****",
        "ab, 0, ****",
        "'', 4, ****",
        "éé😀😀, 2, ****😀😀"
    })
    void masked_text_shows_the_end_of_what_is_long_enough(String value, int showLast, String masked) {
        assertThat(text(MaskedText.of(utf8(value), showLast))).isEqualTo(masked);
    }

    @Test
    void a_key_never_prints_its_secret() {
        assertThat(KEY).hasToString("MaskKey[id=k1, secret=***]");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
