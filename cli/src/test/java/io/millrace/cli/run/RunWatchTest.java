package io.millrace.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Exit;
import io.millrace.cli.terminal.Terminal;
import io.millrace.pipeline.run.RunRequest.Until;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What signals do to a run. */
final class RunWatchTest {

    private final StringWriter err = new StringWriter();
    private final List<Integer> halts = new ArrayList<>();
    private final List<String> stops = new ArrayList<>();
    private final RunWatch watch = new RunWatch(
            Terminal.plain(
                    new PrintWriter(new StringWriter()), new PrintWriter(err, true), OutputStream.nullOutputStream()),
            Until.STOPPED,
            halts::add);

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void the_first_signal_stops_the_run_in_good_order() {
        watch.started(Optional.empty(), "file:/state/chk-7", () -> stops.add("stop"));
        watch.signalled(Exit.TERMINATED);
        assertThat(stops).containsExactly("stop");
        assertThat(halts).isEmpty();
        assertThat(watch.signal()).contains(Exit.TERMINATED);
        assertThat(err.toString()).contains("going on from file:/state/chk-7", "Ctrl-C again ends at once");
    }

    @Test
    void the_second_signal_ends_the_process_at_once() {
        watch.started(Optional.empty(), null, () -> stops.add("stop"));
        watch.signalled(Exit.INTERRUPTED);
        watch.signalled(Exit.INTERRUPTED);
        assertThat(stops).containsExactly("stop");
        assertThat(halts).containsExactly(130);
        assertThat(err.toString()).contains("nothing is lost: the same call goes on from the last checkpoint");
    }

    @Test
    void a_signal_before_the_start_ends_the_process_at_once() {
        watch.signalled(Exit.TERMINATED);
        assertThat(halts).containsExactly(143);
        assertThat(err.toString()).contains("ended before anything was read");
    }

    @Test
    void a_signal_after_the_run_ends_the_process_at_once() {
        watch.started(Optional.empty(), null, () -> stops.add("stop"));
        watch.close();
        watch.signalled(Exit.INTERRUPTED);
        assertThat(stops).isEmpty();
        assertThat(halts).containsExactly(130);
    }
}
