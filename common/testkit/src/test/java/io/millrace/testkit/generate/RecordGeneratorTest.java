package io.millrace.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.pipeline.row.Code;
import io.millrace.testkit.generate.GeneratorOptions.Mix;
import io.millrace.testkit.generate.GeneratorOptions.Population;
import io.millrace.testkit.generate.GeneratorOptions.Timeline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordGeneratorTest {

    private static final int RECORDS = 100_000;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    static List<String> datasets() {
        return GeneratorOptions.datasets();
    }

    /** Whoever means to change what a seed makes changes these. */
    @ParameterizedTest
    @CsvSource({"transactions, e0e1c940a18721c1", "user_activity, 3d7759e22f316730", "orders, 03d58cb46bf39220"})
    void makes_the_same_records_of_a_seed_on_every_machine(String dataset, String digest) throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        RecordGenerator generator = messages(dataset, RECORDS);
        GeneratedRecord record = new GeneratedRecord();
        while (generator.next(record)) {
            sha.update((record.index() + " " + record.partition() + " " + record.sourceTime() + " "
                            + record.fate().door() + record.fate().codes())
                    .getBytes(StandardCharsets.UTF_8));
            sha.update(record.key() == null ? new byte[] {0} : record.key());
            sha.update(record.payload() == null ? new byte[] {0} : record.payload());
        }
        assertThat(HexFormat.of().formatHex(sha.digest(), 0, 8)).isEqualTo(digest);
    }

    @Test
    void makes_other_records_of_another_seed() {
        GeneratedRecord one = new GeneratedRecord();
        GeneratedRecord other = new GeneratedRecord();
        messages("transactions", 1).next(one);
        new RecordGenerator(
                        GeneratorOptions.of("transactions", Carrier.MESSAGES).withSeed(2))
                .next(other);
        assertThat(one.payload()).isNotEqualTo(other.payload());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void makes_in_stretches_what_it_makes_in_one_go(String dataset) {
        GeneratorOptions options = GeneratorOptions.of(dataset, Carrier.MESSAGES)
                .withMix(new Mix(0.2, BadKind.evenly(0.1, dataset, Carrier.MESSAGES), 0.1, 0.2));
        RecordGenerator whole = new RecordGenerator(options.withCount(60_000));
        RecordGenerator head = new RecordGenerator(options.withCount(25_000));
        RecordGenerator tail = new RecordGenerator(options.withFirst(25_000).withCount(35_000));
        GeneratedRecord one = new GeneratedRecord();
        GeneratedRecord other = new GeneratedRecord();
        while (whole.next(one)) {
            boolean same = (head.next(other) || tail.next(other))
                    && Arrays.equals(other.payload(), one.payload())
                    && other.index() == one.index()
                    && other.fate().original() == one.fate().original();
            assertThat(same).as("record %d", one.index()).isTrue();
        }
        assertThat(head.expectation().plus(tail.expectation())).isEqualTo(whole.expectation());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void keeps_to_the_shares_asked_for(String dataset) {
        Mix mix = new Mix(0.1, Map.of(BadKind.MALFORMED, 0.05, BadKind.PRECISION, 0.02), 0.05, 0.1);
        RecordGenerator generator = new RecordGenerator(GeneratorOptions.of(dataset, Carrier.MESSAGES)
                .withCount(RECORDS)
                .withMix(mix));
        Expectation expected = drained(generator);
        assertThat(expected.read()).isEqualTo(RECORDS);
        assertThat(expected.codes().get(Code.MALFORMED)).isCloseTo(5_000, near());
        assertThat(expected.codes().get(Code.PRECISION)).isCloseTo(2_000, near());
        assertThat(expected.rejected()).isCloseTo(7_000, near());
        if (!dataset.equals("orders")) {
            assertThat(expected.duplicate()).isCloseTo(10_000, near());
        }
        assertThat(expected.total().count()).isEqualTo(expected.clean());
    }

    @Test
    void puts_a_repeat_after_its_original_in_the_same_partition() {
        Map<Long, Integer> partitions = new HashMap<>();
        RecordGenerator generator = messages("transactions", RECORDS);
        GeneratedRecord record = new GeneratedRecord();
        int repeats = 0;
        while (generator.next(record)) {
            partitions.put(record.index(), record.partition());
            long original = record.fate().original();
            if (original >= 0) {
                repeats++;
                assertThat(original).isLessThan(record.index());
                assertThat(partitions.get(original)).isEqualTo(record.partition());
            }
        }
        assertThat(repeats).isGreaterThan(1_000);
        assertThat(partitions.values()).contains(0, 1, 2, 3);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void makes_lines_that_are_lines(String dataset) {
        GeneratorOptions options = GeneratorOptions.of(dataset, Carrier.LINES)
                .withCount(RECORDS)
                .withMix(new Mix(0.05, BadKind.evenly(0.5, dataset, Carrier.LINES), 0, 0.4));
        RecordGenerator generator = new RecordGenerator(options);
        GeneratedRecord record = new GeneratedRecord();
        while (generator.next(record)) {
            byte[] payload = record.payload();
            String text = new String(payload, StandardCharsets.UTF_8);
            boolean isLine = text.indexOf('\n') < 0
                    && text.indexOf('\r') < 0
                    && !text.isBlank()
                    && !text.startsWith(BYTE_ORDER_MARK);
            assertThat(isLine).as("record %d: %s", record.index(), text).isTrue();
        }
    }

    @Test
    void goes_by_its_own_time_and_never_by_the_clock() {
        GeneratorOptions options = GeneratorOptions.of("transactions", Carrier.MESSAGES)
                .withTimeline(new Timeline(Instant.parse("2030-05-06T00:00:00Z"), Duration.ofMinutes(1)));
        RecordGenerator generator = new RecordGenerator(options);
        GeneratedRecord record = new GeneratedRecord();
        generator.next(record);
        assertThat(record.sourceTime()).isEqualTo(1_904_256_000_000_000L);
        generator.next(record);
        assertThat(record.sourceTime()).isEqualTo(1_904_256_060_000_000L);
    }

    @Test
    void uses_few_accounts_often_and_many_seldom() {
        GeneratorOptions options = GeneratorOptions.of("transactions", Carrier.LINES)
                .withMix(Mix.clean())
                .withCount(RECORDS)
                .withPopulation(new Population(1_000, 2, 1));
        Map<String, Integer> uses = new HashMap<>();
        RecordGenerator generator = new RecordGenerator(options);
        GeneratedRecord record = new GeneratedRecord();
        while (generator.next(record)) {
            String[] account = new String(record.payload(), StandardCharsets.UTF_8)
                    .split("\"account_number\":\"|\",\"account_type\"");
            uses.merge(account[1], 1, Integer::sum);
        }
        int[] sorted =
                uses.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int most = sorted[sorted.length - 1];
        assertThat(uses).hasSizeGreaterThan(990);
        assertThat(most).isCloseTo(RECORDS * 2 / 15, within(1_000));
        assertThat(Arrays.stream(sorted).filter(count -> count < most / 100).count())
                .isGreaterThan(800);
    }

    @Test
    void knows_its_datasets_and_says_so() {
        assertThatThrownBy(() -> GeneratorOptions.of("payments", Carrier.LINES))
                .hasMessage("the generator knows no dataset payments; it knows transactions, user_activity, orders");
    }

    @Test
    void refuses_shares_that_do_not_add_up() {
        assertThatThrownBy(() -> new Mix(0.6, Map.of(BadKind.RULE, 0.5), 0, 0))
                .hasMessage("duplicates and bad records together are more than all: 1.1");
        assertThatThrownBy(() -> new Mix(Double.NaN, Map.of(), 0, 0))
                .hasMessage("share of duplicates is not between 0 and 1: NaN");
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void writes_and_reads_what_it_expects(String dataset) throws Exception {
        Expectation expected = drained(messages(dataset, 5_000));
        assertThat(Expectation.fromJson(expected.toJson())).isEqualTo(expected);
    }

    private static RecordGenerator messages(String dataset, long count) {
        return new RecordGenerator(
                GeneratorOptions.of(dataset, Carrier.MESSAGES).withCount(count));
    }

    private static Expectation drained(RecordGenerator generator) {
        GeneratedRecord record = new GeneratedRecord();
        while (generator.next(record)) {
            assertThat(record.length()).isNotNegative();
        }
        return generator.expectation();
    }

    /** Six times the deviation of such a count, so that no seed falls outside. */
    private static Offset<Long> near() {
        return within(600L);
    }
}
