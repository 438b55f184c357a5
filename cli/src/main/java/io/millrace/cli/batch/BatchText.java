package io.millrace.cli.batch;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.run.SummaryText;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.DatasetSummary;
import io.millrace.pipeline.run.RunSummary.Ending;
import io.millrace.zones.run.RunEnd;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.RunFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a bounded run came to, as text and as JSON. */
final class BatchText {

    private BatchText() {}

    static List<String> lines(RunEnd end, Style style) {
        if (end instanceof RunEnd.NothingNew nothing) {
            List<String> runs = nothing.readBy().stream().map(RunMarker::run).toList();
            return List.of("nothing is new: " + Amounts.count(nothing.files(), "file") + " read before, by run "
                    + String.join(", ", runs) + " (--force reads again, in place of that)");
        }
        RunEnd.Committed committed = (RunEnd.Committed) end;
        List<String> lines = new ArrayList<>(new SummaryText(summary(committed.marker())).lines(style));
        if (committed.result().differing() > 0) {
            lines.add("  of the duplicates, " + Amounts.count(committed.result().differing())
                    + " have other content than the record that was kept");
        }
        committed
                .result()
                .routed()
                .ifPresent(routed -> lines.add(
                        "  " + Amounts.count(routed, "record") + " decided by the row engine, the others by SQL"));
        if (!committed.marker().supersedes().isEmpty()) {
            lines.add("in place of run " + String.join(", ", committed.marker().supersedes()));
        }
        if (committed.marker().days().isPresent()) {
            lines.add("in place of what became of them before: "
                    + Amounts.count(committed.marker().replaces().size(), "file") + " count no more");
        }
        return lines;
    }

    /** One object with the members of every run's summary, and those that only bounded runs have. */
    static void write(RunEnd end, String dataset, EngineChoice choice, JsonGenerator json) throws IOException {
        if (end instanceof RunEnd.Committed committed) {
            new SummaryText(summary(committed.marker())).write(json);
            json.writeStringField("runner_why", choice.why().orElse(null));
            json.writeBooleanField("nothing_new", false);
            json.writeNumberField("differing", committed.result().differing());
            if (committed.result().routed().isPresent()) {
                json.writeNumberField("routed", committed.result().routed().getAsLong());
            } else {
                json.writeNullField("routed");
            }
            json.writeNumberField("passed_over", committed.passedOver());
            names("supersedes", committed.marker().supersedes(), json);
            names("replaces", committed.marker().replaces(), json);
        } else if (end instanceof RunEnd.NothingNew nothing) {
            json.writeStringField("dataset", dataset);
            json.writeNullField("run");
            json.writeBooleanField("nothing_new", true);
            json.writeNumberField("passed_over", nothing.files());
            names("read_by", nothing.readBy().stream().map(RunMarker::run).toList(), json);
        }
    }

    private static void names(String member, List<String> runs, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(member);
        for (String run : runs) {
            json.writeString(run);
        }
        json.writeEndArray();
    }

    static RunSummary summary(RunMarker marker) {
        Counts counts = new Counts(
                marker.counts().read(),
                marker.counts().clean(),
                marker.counts().rejected(),
                marker.counts().duplicate(),
                marker.codes());
        long bytes = marker.files().stream().mapToLong(RunFile::bytes).sum();
        DatasetSummary dataset =
                new DatasetSummary(marker.dataset(), counts, marker.files().size(), bytes);
        Duration duration =
                Duration.ofMillis(marker.origin().map(RunMarker.Origin::millis).orElse(0L));
        return new RunSummary(
                marker.run(), marker.runner(), List.of(dataset), duration, Ending.FINISHED, Optional.empty());
    }
}
