package io.millrace.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "1s, 1000000",
        "1h30m, 5400000000",
        "-1.5s, -1500000",
        "+250ms, 250000",
        "1us, 1",
        "1000ns, 1",
        "0s, 0",
        "0.000001s, 1",
        "87649415h, 315537894000000000"
    })
    void durations_are_read_as_cel_writes_them(String text, long micros) {
        assertThat(Durations.parse(text)).isEqualTo(OptionalLong.of(micros));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1", "s", "1 s", "1d", "1ns", "0.0000001s", "1h -1m", "99999999h", ".5s", "1.s", "1S", "--1s"
            })
    void anything_else_is_none(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
