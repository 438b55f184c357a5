package io.millrace.cli.upgrade;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.diff.Verdict;
import io.millrace.pipeline.upgrade.Finding;
import io.millrace.pipeline.upgrade.UpgradeReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a check found, as text and as JSON; what is worst comes first. */
final class ReportText {

    private final UpgradeReport report;

    ReportText(UpgradeReport report) {
        this.report = report;
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("from      " + Visible.text(report.from()));
        lines.add("contract  " + report.before().orElse("unknown") + " → " + report.after());
        for (Finding finding : findings()) {
            lines.add(mark(finding.verdict(), style) + "  " + finding.kind() + ": " + Visible.text(finding.what()));
            lines.add("          " + finding.why());
            if (!finding.wayOut().isEmpty()) {
                lines.add("          → " + finding.wayOut());
            }
        }
        lines.add(
                report.isSafe()
                        ? style.good("safe") + ": the stream can go on from there"
                        : style.bad("unsafe") + ": do not start it from there");
        return lines;
    }

    private static String mark(Verdict verdict, Style style) {
        return switch (verdict) {
            case SAFE -> style.good("safe    ");
            case NOTICE -> style.doubtful("notice  ");
            case BREAKING -> style.bad("breaking");
        };
    }

    private List<Finding> findings() {
        return report.findings().stream()
                .sorted(Comparator.comparing(Finding::verdict).reversed())
                .toList();
    }

    void write(JsonGenerator json) throws IOException {
        json.writeBooleanField("safe", report.isSafe());
        json.writeStringField("from", report.from());
        json.writeStringField("before", report.before().orElse(null));
        json.writeStringField("after", report.after());
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings()) {
            json.writeStartObject();
            json.writeStringField("kind", finding.kind());
            json.writeStringField("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
            json.writeStringField("what", finding.what());
            json.writeStringField("why", finding.why());
            json.writeStringField("way_out", finding.wayOut());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
