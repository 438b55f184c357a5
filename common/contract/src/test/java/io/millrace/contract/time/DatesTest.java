package io.millrace.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEMANTICS 4.6 and 4.8. */
class DatesTest {

    @Test
    void every_day_of_the_years_1_to_9999_is_written_and_read_as_the_jdk_does() {
        assertThat(LocalDate.ofEpochDay(Dates.MIN)).isEqualTo(LocalDate.of(1, 1, 1));
        assertThat(LocalDate.ofEpochDay(Dates.MAX)).isEqualTo(LocalDate.of(9999, 12, 31));
        LocalDate date = LocalDate.of(1, 1, 1);
        for (int day = Dates.MIN; day <= Dates.MAX; day++) {
            String text = Dates.text(day);
            if (!text.equals(date.toString()) || Dates.parse(text) != day) {
                assertThat(text).isEqualTo(date.toString());
            }
            date = date.plusDays(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025",
                "2025-1-1",
                "2025-01-1",
                "25-01-01",
                "2025/01/01",
                "20250101",
                "2025-01-01 ",
                " 2025-01-01",
                "2025-01-01T",
                "-025-01-01",
                "2025-01-0x",
                "12025-01-01",
                "٢٠٢٥-01-01"
            })
    void another_shape_is_another_type(String text) {
        assertThat(Dates.parse(text)).isEqualTo(Dates.WRONG_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2025-02-29", "1900-02-29", "2025-04-31", "2025-00-01", "2025-13-01", "2025-01-00", "0000-12-31"
            })
    void the_right_shape_without_such_a_day_is_out_of_range(String text) {
        assertThat(Dates.parse(text)).isEqualTo(Dates.OUT_OF_RANGE);
    }

    @Test
    void leap_days_exist_where_the_calendar_has_them() {
        assertThat(Dates.text(Dates.parse("2024-02-29"))).isEqualTo("2024-02-29");
        assertThat(Dates.text(Dates.parse("2000-02-29"))).isEqualTo("2000-02-29");
    }
}
