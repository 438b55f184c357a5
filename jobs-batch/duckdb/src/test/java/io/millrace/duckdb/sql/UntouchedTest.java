package io.millrace.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Standardizer;
import io.millrace.contract.text.Standardizers;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A text that the pattern lets pass is one that the standardizers of the row engine do not change. */
class UntouchedTest {

    private static final Pattern COMPOSED = Pattern.compile("[" + Untouched.COMPOSED + "]");

    @Test
    void what_is_called_composed_stays_as_it_is_after_any_other_letter() {
        List<String> letters = IntStream.range(0x80, 0x30000)
                .filter(codePoint -> codePoint < 0xd800 || codePoint > 0xdfff)
                .mapToObj(Character::toString)
                .filter(letter -> COMPOSED.matcher(letter).matches())
                .toList();
        // One letter of each row composes, or does not, as all starters do; the last stands below another.
        List<String> starters = List.of(
                "a",
                "A",
                "e",
                "o",
                "\u0391",
                "\u0415",
                "\u0627",
                "\u0928",
                "\u0e01",
                "\u304b",
                "\u1100",
                "\uac00",
                "\u0e01\u0e38");
        assertThat(letters).hasSizeGreaterThan(60_000).allSatisfy(letter -> {
            assertThat(Normalizer.isNormalized(letter, Normalizer.Form.NFC)).isTrue();
            for (String starter : starters) {
                assertThat(Normalizer.isNormalized(starter + letter, Normalizer.Form.NFC))
                        .isTrue();
            }
        });
    }

    @Test
    void texts_that_match_come_out_of_the_standardizers_unchanged() {
        Random random = new Random(3);
        String[] pieces = {
            " ", "  ", "a", "Z", "ß", "é", "e\u0301", "\u00a0", "\u2003", "Ж", "東", "-", "9", "\u3000", "ΐ", "ु", "ุ",
            "ố", ""
        };
        int matched = 0;
        for (int round = 0; round < 200_000; round++) {
            List<Standardizer> standardizers = new ArrayList<>();
            for (Standardizer standardizer : Standardizer.values()) {
                if (random.nextInt(3) == 0) {
                    standardizers.add(standardizer);
                }
            }
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(5); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            if (Pattern.matches(Untouched.by(standardizers), text)) {
                matched++;
                assertThat(Standardizers.apply(standardizers, text.toString()))
                        .as("%s of %s", standardizers, text)
                        .isEqualTo(text.toString());
            }
        }
        assertThat(matched).isGreaterThan(20_000);
    }
}
