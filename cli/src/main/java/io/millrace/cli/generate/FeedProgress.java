package io.millrace.cli.generate;

import io.millrace.cli.Exit;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.LiveLine;
import io.millrace.cli.terminal.Terminal;
import io.millrace.testkit.generate.FeedListener;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Shows how a feed goes and ends it in good order on a signal; on a second one the process ends at once. */
final class FeedProgress implements FeedListener {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Terminal terminal;
    private final LiveLine line;
    private final OptionalLong count;
    private final long start = System.nanoTime();
    private long printed = start;
    private long bytes;
    private volatile Exit signal;

    FeedProgress(Terminal terminal, OptionalLong count) {
        this.terminal = terminal;
        this.line = new LiveLine(terminal);
        this.count = count;
    }

    void signalled(Exit exit) {
        if (signal != null) {
            Runtime.getRuntime().halt(exit.code());
        }
        signal = exit;
    }

    Optional<Exit> signal() {
        return Optional.ofNullable(signal);
    }

    long bytes() {
        return bytes;
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public boolean goesOn() {
        return signal == null;
    }

    @Override
    public void progress(long records, long bytesSoFar) {
        bytes = bytesSoFar;
        String of = count.isPresent() ? " of " + Amounts.count(count.getAsLong()) : "";
        String text = Amounts.count(records) + of + " records, " + Amounts.bytes(bytes) + ", "
                + Amounts.rate(records / Math.max(seconds(), 1e-3));
        if (terminal.live()) {
            line.show(text);
        } else if (System.nanoTime() - printed > QUIET_NANOS) {
            printed = System.nanoTime();
            line.print(text);
        }
    }

    void end() {
        line.clear();
    }
}
