package io.millrace.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Type.EpochUnit;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEMANTICS 4.7 and 4.8. */
class TimestampsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2025-04-06T10:00:00Z, 2025-04-06T10:00:00.000000Z",
        "2025-04-06t10:00:00z, 2025-04-06T10:00:00.000000Z",
        "2025-04-06 10:00Z, 2025-04-06T10:00:00.000000Z",
        "2025-04-06T10:00:00.1Z, 2025-04-06T10:00:00.100000Z",
        "2025-04-06T10:00:00.123456789Z, 2025-04-06T10:00:00.123456Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z",
        "2025-04-06T10:00:00+02:00, 2025-04-06T08:00:00.000000Z",
        "2025-04-06T10:00:00-0330, 2025-04-06T13:30:00.000000Z",
        "2025-04-06T10:00:00+18, 2025-04-05T16:00:00.000000Z",
        "2025-04-06T10:00-00:00, 2025-04-06T10:00:00.000000Z",
        "2024-02-29T00:00Z, 2024-02-29T00:00:00.000000Z",
        "0001-01-01T00:00Z, 0001-01-01T00:00:00.000000Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "2025-04-06T10:00:00, 2025-04-06T08:00:00.000000Z",
        "2025-01-06T10:00:00.5, 2025-01-06T09:00:00.500000Z",
    })
    void well_formed_text_is_an_instant(String text, String instant) {
        assertThat(Timestamps.text(parse(text))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025",
                "2025-04-06",
                "2025-04-06T",
                "2025-04-06T10",
                "2025-04-06T10:0",
                "2025-04-06T10:00:",
                "2025-04-06T10:00:0",
                "2025-04-06T10:00:00.",
                "2025-04-06T10:00:00.Z",
                "2025-04-06T10:00:00.1234567890Z",
                "2025-04-06T10:00:00,5Z",
                "2025-04-06T10:00:00 Z",
                "2025-04-06  10:00:00Z",
                " 2025-04-06T10:00:00Z",
                "2025-04-06T10:00:00Z ",
                "2025-04-06T10:00:00+2",
                "2025-04-06T10:00:00+02:",
                "2025-04-06T10:00:00+02:0",
                "2025-04-06T10:00:00+020",
                "2025-04-06T10:00:00+02:00:00",
                "2025-04-06T10:00:00ZZ",
                "2025-04-06T10.00Z",
                "2025-04-06_10:00Z",
                "2025-4-6T10:00Z",
                "25-04-06T10:00Z",
                "+2025-04-06T10:00Z",
                "12025-04-06T10:00Z",
                "2025-04-06T10:00:00[Europe/Berlin]",
                "2025-04-06T10:00:00 Europe/Berlin",
                "epoch",
                "infinity",
                "now",
                "٢٠٢٥-04-06T10:00Z",
                "2025-04-06T1٠:00Z",
                "20250406T100000Z",
                "2025-02-30",
                "2025-13-01 1",
                "2025-04-06T10Z",
                "2025-04-06T10:00:00\u00a0Z",
                "2025-W01-1T10:00Z"
            })
    void another_shape_is_another_type(String text) {
        assertThat(parse(text)).isEqualTo(Timestamps.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-02-29T10:00Z",
                "2025-02-30T10:00",
                "2025-13-01T10:00Z",
                "2025-00-01T10:00Z",
                "2025-01-00T10:00Z",
                "2025-04-31T10:00Z",
                "2025-04-06T24:00Z",
                "2025-04-06T25:00:00Z",
                "2025-04-06T10:60Z",
                "2025-04-06T23:59:60Z",
                "2025-04-06T10:00+19:00",
                "2025-04-06T10:00+18:01",
                "2025-04-06T10:00+01:60",
                "0000-01-01T00:00Z",
                "0001-01-01T00:00+00:01",
                "9999-12-31T23:59:59.999999-01:00",
                "1900-02-29T10:00Z",
                "9999-12-31T99:99:99.9Z"
            })
    void the_right_shape_without_such_an_instant_is_out_of_range(String text) {
        assertThat(parse(text)).isEqualTo(Timestamps.OUT_OF_RANGE);
    }

    @Test
    void inside_a_gap_the_clock_moved_forward_and_inside_an_overlap_the_earlier_offset_holds() {
        assertThat(Timestamps.text(parse("2025-03-30T02:30:00"))).isEqualTo("2025-03-30T01:30:00.000000Z");
        assertThat(Timestamps.text(parse("2025-10-26T02:30:00"))).isEqualTo("2025-10-26T00:30:00.000000Z");
    }

    @Test
    void a_literal_of_a_rule_must_name_its_offset() {
        assertThat(Timestamps.parseWithOffset("2025-04-06T10:00:00")).isEqualTo(Timestamps.WRONG_TYPE);
        assertThat(Timestamps.parseWithOffset("2025-04-06T10:00:00Z")).isPositive();
    }

    @Test
    void text_is_read_where_it_stands_in_a_larger_buffer() {
        byte[] bytes = "\"2025-04-06T10:00Z\"".getBytes(StandardCharsets.UTF_8);
        assertThat(Timestamps.text(Timestamps.parse(bytes, 1, bytes.length - 1, ZoneOffset.UTC)))
                .isEqualTo("2025-04-06T10:00:00.000000Z");
        assertThat(Timestamps.parse(bytes, 1, 11, ZoneOffset.UTC)).isEqualTo(Timestamps.WRONG_TYPE);
    }

    @Test
    void instants_survive_writing_and_reading() {
        long seed = 20250406;
        Random random = new Random(seed);
        byte[] bytes = new byte[Timestamps.LENGTH];
        for (int round = 0; round < 200_000; round++) {
            long micros = random.nextLong(Timestamps.MIN, Timestamps.MAX + 1);
            Timestamps.write(micros, bytes, 0);
            assertThat(Timestamps.parse(bytes, 0, bytes.length, BERLIN))
                    .as("seed %d", seed)
                    .isEqualTo(micros);
        }
    }

    @Test
    void instants_agree_with_the_jdk() {
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            long micros = random.nextLong(Timestamps.MIN, Timestamps.MAX + 1);
            Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            String jdk = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC)
                    .format(instant);
            assertThat(Timestamps.text(micros)).as("seed %d", seed).isEqualTo(jdk);
        }
    }

    @Test
    void local_times_agree_with_the_jdk_in_a_zone_with_summer_time() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            LocalDateTime local = LocalDateTime.of(2025, 1, 1, 0, 0).plusSeconds(random.nextInt(366 * 86_400));
            long expected = ZonedDateTime.of(local, BERLIN).toEpochSecond() * 1_000_000;
            String text = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .format(local);
            assertThat(parse(text)).as("%s, seed %d", text, seed).isEqualTo(expected);
        }
    }

    @Test
    void epochs_are_floored_to_micros() {
        assertThat(Timestamps.ofEpoch(1, EpochUnit.SECONDS)).isEqualTo(1_000_000);
        assertThat(Timestamps.ofEpoch(-1, EpochUnit.MILLIS)).isEqualTo(-1_000);
        assertThat(Timestamps.ofEpoch(-1, EpochUnit.NANOS)).isEqualTo(-1);
        assertThat(Timestamps.ofEpoch(1_999, EpochUnit.NANOS)).isEqualTo(1);
        assertThat(Timestamps.ofEpoch(Timestamps.MAX, EpochUnit.MICROS)).isEqualTo(Timestamps.MAX);
        assertThat(Timestamps.ofEpoch(253_402_300_799L, EpochUnit.SECONDS)).isEqualTo(Timestamps.MAX - 999_999);
    }

    @Test
    void epochs_outside_of_the_years_are_out_of_range() {
        assertThat(Timestamps.ofEpoch(253_402_300_800L, EpochUnit.SECONDS)).isEqualTo(Timestamps.OUT_OF_RANGE);
        assertThat(Timestamps.ofEpoch(Long.MAX_VALUE, EpochUnit.MILLIS)).isEqualTo(Timestamps.OUT_OF_RANGE);
        assertThat(Timestamps.ofEpoch(Long.MIN_VALUE, EpochUnit.MICROS)).isEqualTo(Timestamps.OUT_OF_RANGE);
        assertThat(Timestamps.ofEpoch(Long.MIN_VALUE, EpochUnit.SECONDS)).isEqualTo(Timestamps.OUT_OF_RANGE);
        assertThat(Timestamps.ofEpoch(Long.MIN_VALUE, EpochUnit.NANOS))
                .isLessThan(0)
                .isGreaterThan(Timestamps.MIN);
    }

    @Test
    void nanos_of_late_centuries_need_more_than_64_bits() {
        BigInteger last = BigInteger.valueOf(Timestamps.MAX).multiply(BigInteger.valueOf(1_000));
        assertThat(Timestamps.ofEpoch(last.add(BigInteger.valueOf(999)), EpochUnit.NANOS))
                .isEqualTo(Timestamps.MAX);
        assertThat(Timestamps.ofEpoch(last.add(BigInteger.valueOf(1_000)), EpochUnit.NANOS))
                .isEqualTo(Timestamps.OUT_OF_RANGE);
        BigInteger first = BigInteger.valueOf(Timestamps.MIN).multiply(BigInteger.valueOf(1_000));
        assertThat(Timestamps.ofEpoch(first, EpochUnit.NANOS)).isEqualTo(Timestamps.MIN);
        assertThat(Timestamps.ofEpoch(first.subtract(BigInteger.ONE), EpochUnit.NANOS))
                .isEqualTo(Timestamps.OUT_OF_RANGE);
        assertThat(Timestamps.ofEpoch(last, EpochUnit.MICROS)).isEqualTo(Timestamps.OUT_OF_RANGE);
        assertThat(Timestamps.ofEpoch(BigInteger.TEN.pow(400), EpochUnit.NANOS)).isEqualTo(Timestamps.OUT_OF_RANGE);
    }

    private static long parse(String text) {
        return Timestamps.parse(text, BERLIN);
    }
}
