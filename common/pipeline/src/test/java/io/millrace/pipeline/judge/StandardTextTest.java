package io.millrace.pipeline.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Standardizer;
import io.millrace.contract.text.Standardizers;
import io.millrace.pipeline.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandardTextTest {

    private static final List<Standardizer> ALL = List.of(Standardizer.values());
    private static final String PLAIN = "aZ09  \t_-é߀ĳʿ";
    private static final String ANY = PLAIN + "\u0085\u00a0\u2003\u0301ßﬁΣσİı\u200b😀";

    @Test
    void bytes_are_standardized_like_strings() {
        for (long seed = 0; seed < 100_000; seed++) {
            Random random = new Random(seed);
            List<Standardizer> standardizers = standardizers(random);
            String text =
                    text(random, random.nextBoolean() ? PLAIN.substring(0, 8) : random.nextBoolean() ? PLAIN : ANY);

            assertThat(standardized(standardizers, text))
                    .as("seed %d: %s of <%s>", seed, standardizers, text)
                    .isEqualTo(Standardizers.apply(standardizers, text));
        }
    }

    @Test
    void an_instance_forgets_the_text_before() {
        StandardText text =
                new StandardText(List.of(Standardizer.TRIM, Standardizer.UPPER, Standardizer.EMPTY_TO_NULL));

        assertThat(standardized(text, "  ")).isNull();
        assertThat(standardized(text, "é".repeat(500))).isEqualTo("É".repeat(500));
        assertThat(standardized(text, " ab ")).isEqualTo("AB");
    }

    private static String standardized(List<Standardizer> standardizers, String text) {
        return standardized(new StandardText(standardizers), text);
    }

    private static String standardized(StandardText standardText, String text) {
        byte[] json = ('"' + text.replace("\t", "\\t") + '"').getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner();
        scanner.open(json);
        Slice slice = new Slice(scanner);
        slice.move(0, json.length, text.contains("\t"));
        if (standardText.take(slice) == StandardText.Result.ABSENT) {
            return null;
        }
        int length = standardText.to() - standardText.from();
        return new String(standardText.bytes(slice), standardText.from(), length, StandardCharsets.UTF_8);
    }

    private static List<Standardizer> standardizers(Random random) {
        List<Standardizer> standardizers = new ArrayList<>();
        int count = random.nextInt(4);
        for (int index = 0; index < count; index++) {
            standardizers.add(ALL.get(random.nextInt(ALL.size())));
        }
        return standardizers;
    }

    private static String text(Random random, String alphabet) {
        int[] codePoints = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(10);
        for (int index = 0; index < length; index++) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }
}
