package io.millrace.cli.upgrade;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.upgrade.UpgradeReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a check found, as text and as JSON. */
final class ReportText {

    private final UpgradeReport report;
    private final FindingText findings;

    ReportText(UpgradeReport report) {
        this.report = report;
        this.findings = new FindingText(report.findings());
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("from      " + Visible.text(report.from()));
        lines.add("contract  " + report.before().orElse("unknown") + " → " + report.after());
        lines.addAll(findings.lines(style));
        lines.add(
                report.isSafe()
                        ? style.good("safe") + ": the stream can go on from there"
                        : style.bad("unsafe") + ": do not start it from there");
        return lines;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeBooleanField("safe", report.isSafe());
        json.writeStringField("from", report.from());
        json.writeStringField("before", report.before().orElse(null));
        json.writeStringField("after", report.after());
        findings.write("findings", json);
    }
}
