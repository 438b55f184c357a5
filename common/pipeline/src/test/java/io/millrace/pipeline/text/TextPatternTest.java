package io.millrace.pipeline.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {

    private static final String[] ATOMS = {
        "a", "b", "-", "\\d", "\\w", "\\s", "\\.", "\\-", "\\n", "[ab]", "[^ab]", "[a-c]", "[\\d_-]", "[^\\s]",
        "[a\\-c]", "[--a]", "[.]"
    };
    private static final String[] COUNTS = {"", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "{0}"};
    private static final String TEXT = "aabbc1_-. \n{é";

    @Test
    void tables_and_re2j_mean_the_same() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            String source = pattern(random, 3);
            Pattern law = Pattern.compile(source);
            TextPattern pattern = TextPattern.whole(source);
            for (int round = 0; round < 20; round++) {
                String text = text(random);
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                assertThat(pattern.matches(utf8, 0, utf8.length))
                        .as("seed %d: %s on <%s>", seed, source, text)
                        .isEqualTo(law.matcher(text).matches());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Z]{2}[0-9A-Z]{13,32}",
                "[a-z][a-z0-9_-]{0,31}",
                "^[\\w.+-]+@[a-z\\d-]+(\\.[a-z]{2,})+$",
                "(?:a|b|)*",
                "^$",
                "\\$",
                "a\\\\$"
            })
    void plain_patterns_become_tables(String source) {
        assertThat(AsciiAutomaton.of(source)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "é",
                "a*?",
                "a**",
                "\\pL",
                "\\bx",
                "(^a)",
                "a$b",
                "[[:alpha:]]",
                "[a&&b]",
                "(?i:a)",
                "\\x41",
                "\\Qa\\E",
                "[\\x41-z]",
                "(a|b)*a(a|b){14}",
                "x{,2}",
                "[z-\\d]",
                "a{1000}{1000}"
            })
    void other_patterns_are_left_to_re2j(String source) {
        assertThat(AsciiAutomaton.of(source)).isNull();
    }

    @Test
    void nested_groups_without_end_are_left_to_re2j() {
        assertThat(AsciiAutomaton.of("(".repeat(100_000))).isNull();
    }

    @Test
    void a_part_of_the_text_is_enough_when_it_is_asked_for() {
        byte[] text = "--ab--".getBytes(StandardCharsets.UTF_8);

        assertThat(TextPattern.part("a[b]").matches(text, 0, text.length)).isTrue();
        assertThat(TextPattern.part("a[b]").matches(text, 3, text.length)).isFalse();
        assertThat(TextPattern.part("^a").matches(text, 0, text.length)).isFalse();
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        int parts = random.nextInt(4);
        for (int part = 0; part < parts; part++) {
            if (depth > 0 && random.nextInt(3) == 0) {
                String group = random.nextBoolean() ? "(" : "(?:";
                pattern.append(group).append(pattern(random, depth - 1));
                pattern.append(random.nextInt(2) == 0 ? "|" + pattern(random, depth - 1) : "")
                        .append(')');
            } else {
                pattern.append(ATOMS[random.nextInt(ATOMS.length)]);
            }
            pattern.append(COUNTS[random.nextInt(COUNTS.length)]);
        }
        return pattern.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(7);
        for (int index = 0; index < length; index++) {
            text.append(TEXT.charAt(random.nextInt(TEXT.length())));
        }
        return text.toString();
    }
}
