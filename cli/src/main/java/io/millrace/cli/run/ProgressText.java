package io.millrace.cli.run;

import io.millrace.cli.terminal.Amounts;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunListener.Progress;
import io.millrace.pipeline.run.RunRequest.Until;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A run's progress in one line: how much, how fast, what was wrong, how far behind, how safe. */
final class ProgressText {

    private static final int BAR = 20;
    private static final int REASONS = 3;

    private final Until until;

    ProgressText(Until until) {
        this.until = until;
    }

    String of(Progress progress, double rate) {
        Counts counts = progress.counts();
        StringJoiner line = new StringJoiner("  ");
        if (until == Until.NOW && progress.lag().isPresent()) {
            line.add(bar(counts.read(), progress.lag().getAsLong()));
        }
        line.add(Amounts.count(counts.read()) + " read" + (rate > 0 ? ", " + Amounts.rate(rate) : ""));
        line.add("clean " + Amounts.count(counts.clean()));
        line.add("rejected " + Amounts.count(counts.rejected()) + reasons(counts.codes()));
        line.add("duplicate " + Amounts.count(counts.duplicate()));
        progress.lag().ifPresent(lag -> line.add(behind(lag, rate)));
        progress.checkpointAgeMillis()
                .ifPresent(age -> line.add("checkpoint " + Amounts.time(Duration.ofMillis(age)) + " ago"));
        return line.toString();
    }

    private static String bar(long done, long left) {
        double share = done + left == 0 ? 1 : (double) done / (done + left);
        int full = (int) (share * BAR);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + (int) (share * 100) + " %";
    }

    /** The codes that were met most often; a record may have several, so they need not add up. */
    static String reasons(Map<Code, Long> codes) {
        String most = codes.entrySet().stream()
                .filter(code -> code.getValue() > 0 && code.getKey() != Code.DUPLICATE && code.getKey() != Code.STALE)
                .sorted(Map.Entry.<Code, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(REASONS)
                .map(code -> code.getKey() + " " + Amounts.count(code.getValue()))
                .collect(Collectors.joining(", "));
        return most.isEmpty() ? "" : " (" + most + ")";
    }

    private String behind(long lag, double rate) {
        if (lag == 0) {
            return until == Until.NOW ? "all read" : "up to date";
        }
        String behind = Amounts.count(lag) + (until == Until.NOW ? " left" : " behind");
        return rate < 1 ? behind : behind + ", " + Amounts.time(Duration.ofMillis((long) (lag / rate * 1000)));
    }
}
