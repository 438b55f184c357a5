package io.millrace.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.pipeline.row.Code;
import io.millrace.testkit.generate.GeneratorOptions.Mix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The row engine is held to what the generator decided, record by record and in sum. */
class GeneratorAgreementTest {

    private static final int RECORDS = 100_000;
    private static final int RECORDS_OF_A_KIND = 2_000;
    private static final int LARGE_RECORDS = 50;

    static Stream<Arguments> feeds() {
        return GeneratorOptions.datasets().stream()
                .flatMap(dataset -> Stream.of(Carrier.values())
                        .flatMap(carrier ->
                                Stream.of(1L, 20250406L, -7L).map(seed -> Arguments.of(dataset, carrier, seed))));
    }

    static Stream<Arguments> badKinds() {
        return GeneratorOptions.datasets().stream()
                .flatMap(dataset ->
                        BadKind.possible(dataset, Carrier.MESSAGES).stream().map(kind -> Arguments.of(dataset, kind)));
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void every_record_becomes_what_was_decided(String dataset, Carrier carrier, long seed) {
        Mix mix = new Mix(0.1, BadKind.evenly(0.3, dataset, carrier), 0.05, 0.3);
        assertJudgedAsDecided(GeneratorOptions.of(dataset, carrier)
                .withSeed(seed)
                .withCount(RECORDS)
                .withMix(mix));
    }

    @ParameterizedTest
    @MethodSource("badKinds")
    void a_kind_of_bad_record_earns_its_code_and_no_other(String dataset, BadKind kind) {
        int count = kind == BadKind.TOO_LARGE ? LARGE_RECORDS : RECORDS_OF_A_KIND;
        GeneratorOptions options = GeneratorOptions.of(dataset, Carrier.MESSAGES)
                .withCount(count)
                .withMix(new Mix(0, Map.of(kind, 1.0), 0, 0.5));
        Expectation expected = assertJudgedAsDecided(options);
        assertThat(expected.rejected()).isEqualTo(count);
        if (kind != BadKind.SEVERAL) {
            assertThat(expected.codes().keySet()).isEqualTo(Set.of(kind.code()));
        }
    }

    private static Expectation assertJudgedAsDecided(GeneratorOptions options) {
        RecordGenerator generator = new RecordGenerator(options);
        JudgedFeed feed =
                new JudgedFeed(options.dataset(), generator.expectation().columns());
        GeneratedRecord record = new GeneratedRecord();
        while (generator.next(record)) {
            JudgedFeed.Verdict verdict = feed.take(record.index(), record.payload());
            if (!agrees(verdict, record.fate())) {
                fail(
                        "%s, seed %d, record %d was decided to be %s %s of %d, became %s: %s",
                        options.dataset(),
                        options.seed(),
                        record.index(),
                        record.fate().door(),
                        record.fate().codes(),
                        record.fate().original(),
                        verdict,
                        shown(record.payload()));
            }
        }
        assertThat(feed.found()).isEqualTo(generator.expectation());
        return generator.expectation();
    }

    private static boolean agrees(JudgedFeed.Verdict verdict, Fate fate) {
        return verdict.door() == fate.door()
                && verdict.of() == fate.original()
                && sorted(verdict.codes()).equals(sorted(fate.codes()));
    }

    private static List<Code> sorted(List<Code> codes) {
        return codes.size() < 2 ? codes : codes.stream().sorted().toList();
    }

    private static String shown(byte[] payload) {
        return payload == null
                ? "null"
                : new String(payload, 0, Math.min(2_000, payload.length), StandardCharsets.UTF_8);
    }
}
