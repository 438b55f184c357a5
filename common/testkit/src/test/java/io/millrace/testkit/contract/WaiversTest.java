package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A waiver is let pass only while it has a reason, a day to come, and something to waive. */
class WaiversTest {

    private static final LocalDate DAY = LocalDate.of(2025, 4, 6);
    private static final Waiver WAIVER = new Waiver("duckdb", "4.3 a decimal", "casts differ", DAY);

    @Test
    void what_is_waived_may_differ_up_to_its_last_day() {
        assertThatNoException().isThrownBy(() -> WAIVER.hold(List.of("clean a/-/1"), DAY));
    }

    @Test
    void a_day_later_it_fails_with_the_differences() {
        assertThatThrownBy(() -> WAIVER.hold(List.of("clean a/-/1"), DAY.plusDays(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expired")
                .hasMessageContaining("clean a/-/1");
    }

    @Test
    void it_fails_when_nothing_differs_any_more() {
        assertThatThrownBy(() -> WAIVER.hold(List.of(), DAY)).hasMessageContaining("not needed any more");
    }

    @Test
    void without_a_reason_there_is_none() {
        assertThatThrownBy(() -> new Waiver("duckdb", "4.3 a decimal", " ", DAY))
                .hasMessageContaining("no reason");
    }

    @Test
    void one_that_names_no_fixture_is_found() {
        String yaml = "- { runner: duckdb, fixture: 4.3 a decimal, reason: casts differ, until: 2025-04-06 }";
        Waivers waivers = Waivers.read(yaml.getBytes(StandardCharsets.UTF_8));
        assertThat(waivers.of("duckdb", "4.3 a decimal")).contains(WAIVER);
        assertThat(waivers.of("flink-batch")).isEmpty();
        assertThat(waivers.unknown("duckdb", Set.of("4.3 a decimal"))).isEmpty();
        assertThat(waivers.unknown("duckdb", Set.of("4.3 another"))).containsExactly(WAIVER);
    }
}
