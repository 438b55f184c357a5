package io.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pipeline.run.RunListener.Progress;
import io.millrace.pipeline.run.RunRequest.Until;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The line of progress. */
final class ProgressTextTest {

    @Test
    void an_unbounded_run_tells_how_far_behind_it_is_and_when_it_will_have_caught_up() {
        Progress progress = new Progress(ReadyMadeRunner.COUNTS, OptionalLong.of(5000), OptionalLong.of(4200));
        assertThat(new ProgressText(Until.STOPPED).of(progress, 500))
                .isEqualTo("1,000 read, 500/s  clean 960  rejected 30 (PATTERN 20, MISSING 12)  duplicate 10"
                        + "  5,000 behind, 10 s  checkpoint 4.2 s ago");
    }

    @Test
    void a_bounded_run_has_a_bar() {
        Progress progress = new Progress(ReadyMadeRunner.COUNTS, OptionalLong.of(3000), OptionalLong.empty());
        assertThat(new ProgressText(Until.NOW).of(progress, 20_000))
                .startsWith("[#####---------------] 25 %  1,000 read, 20 k/s")
                .endsWith("3,000 left, 0.2 s");
    }

    @Test
    void what_is_not_known_is_left_out() {
        Progress progress = new Progress(ReadyMadeRunner.COUNTS, OptionalLong.empty(), OptionalLong.empty());
        assertThat(new ProgressText(Until.NOW).of(progress, 0)).endsWith("duplicate 10");
    }

    @Test
    void a_rate_is_that_of_the_last_seconds() {
        Rate rate = new Rate();
        assertThat(rate.at(0, 0)).isZero();
        assertThat(rate.at(1_000_000_000L, 1000)).isEqualTo(1000);
        assertThat(rate.at(10_000_000_000L, 1000)).isZero();
    }
}
