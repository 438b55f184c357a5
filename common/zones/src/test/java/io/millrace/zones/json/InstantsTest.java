package io.millrace.zones.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InstantsTest {

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Test
    void every_day_is_written_as_the_calendar_says() {
        for (int day = Instants.MIN_DAY; day <= Instants.MAX_DAY; day += 7) {
            assertThat(text(new LineBuffer().date(day))).isEqualTo("\"" + LocalDate.ofEpochDay(day) + "\"");
        }
    }

    @Test
    void instants_are_written_and_read_to_the_micro() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            long micros = random.nextLong(Instants.MIN_MICROS, Instants.MAX_MICROS + 1);
            byte[] written = new LineBuffer().timestamp(micros).toBytes();
            assertThat(new String(written, StandardCharsets.US_ASCII))
                    .isEqualTo("\"" + MICROS.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)) + "\"");
            assertThat(new JsonCursor().on(written, 0, written.length).timestamp())
                    .isEqualTo(micros);
        }
    }

    @Test
    void what_no_four_digit_year_can_hold_is_the_nearest_that_can() {
        assertThat(text(new LineBuffer().timestamp(Long.MIN_VALUE))).isEqualTo("\"0001-01-01T00:00:00.000000Z\"");
        assertThat(text(new LineBuffer().timestamp(Long.MAX_VALUE))).isEqualTo("\"9999-12-31T23:59:59.999999Z\"");
    }

    @Test
    void decimals_are_written_digit_by_digit() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            long unscaled = round == 0 ? Long.MIN_VALUE : random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(39);
            assertThat(text(new LineBuffer().decimal(unscaled, scale)))
                    .isEqualTo(new BigDecimal(BigInteger.valueOf(unscaled), scale).toPlainString());
        }
    }

    private static String text(LineBuffer buffer) {
        return new String(buffer.toBytes(), StandardCharsets.US_ASCII);
    }
}
