package io.millrace.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunSummary;
import io.millrace.pipeline.run.RunSummary.DatasetSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run did, as text and as JSON. */
public final class SummaryText {

    private final RunSummary summary;

    public SummaryText(RunSummary summary) {
        this.summary = summary;
    }

    /** A line a dataset that adds up, its reasons, then files, bytes and time. */
    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        for (DatasetSummary dataset : summary.datasets()) {
            Counts counts = dataset.counts();
            lines.add(style.bold(dataset.dataset()) + ": " + Amounts.count(counts.read()) + " read = "
                    + Amounts.count(counts.clean()) + " clean + " + Amounts.count(counts.rejected()) + " rejected + "
                    + Amounts.count(counts.duplicate()) + " duplicate");
            long rest = counts.read() - counts.clean() - counts.rejected() - counts.duplicate();
            if (rest != 0) {
                lines.add("  " + style.bad(Amounts.count(rest) + " not accounted for: millrace audit names them"));
            }
            if (!counts.codes().isEmpty()) {
                lines.add("  reasons: " + codes(counts.codes()));
            }
            lines.add("  " + Amounts.count(dataset.files(), "file") + ", " + Amounts.bytes(dataset.bytes()));
        }
        lines.add(ending());
        return lines;
    }

    private String ending() {
        long read = total().read();
        long millis = Math.max(1, summary.duration().toMillis());
        return summary.ending().name().toLowerCase(Locale.ROOT) + " after " + Amounts.time(summary.duration())
                + (read == 0 ? "" : ", " + Amounts.rate(read * 1000.0 / millis)) + " (run " + summary.run() + ", "
                + summary.runner() + ")";
    }

    private static String codes(Map<Code, Long> codes) {
        return new TreeMap<>(codes)
                .entrySet().stream()
                        .map(code -> code.getKey() + " " + Amounts.count(code.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private Counts total() {
        return summary.datasets().stream().map(DatasetSummary::counts).reduce(Counts.NONE, Counts::plus);
    }

    /** The members of a summary: totals, and under {@code datasets} the same for each of them. */
    public void write(JsonGenerator json) throws IOException {
        List<DatasetSummary> datasets = summary.datasets();
        json.writeStringField(
                "dataset", datasets.stream().map(DatasetSummary::dataset).collect(Collectors.joining(",")));
        json.writeStringField("run", summary.run());
        json.writeStringField("runner", summary.runner());
        json.writeStringField("ending", summary.ending().name().toLowerCase(Locale.ROOT));
        write(json, total());
        json.writeNumberField(
                "files", datasets.stream().mapToLong(DatasetSummary::files).sum());
        json.writeNumberField(
                "bytes", datasets.stream().mapToLong(DatasetSummary::bytes).sum());
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        json.writeStringField("resume", summary.resume().orElse(null));
        json.writeArrayFieldStart("datasets");
        for (DatasetSummary dataset : datasets) {
            json.writeStartObject();
            json.writeStringField("dataset", dataset.dataset());
            write(json, dataset.counts());
            json.writeNumberField("files", dataset.files());
            json.writeNumberField("bytes", dataset.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Counts counts) throws IOException {
        json.writeNumberField("read", counts.read());
        json.writeNumberField("clean", counts.clean());
        json.writeNumberField("rejected", counts.rejected());
        json.writeNumberField("duplicate", counts.duplicate());
        json.writeObjectFieldStart("codes");
        for (Map.Entry<Code, Long> code : new TreeMap<>(counts.codes()).entrySet()) {
            json.writeNumberField(code.getKey().name(), code.getValue());
        }
        json.writeEndObject();
    }
}
