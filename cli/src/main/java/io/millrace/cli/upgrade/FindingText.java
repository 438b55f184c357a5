package io.millrace.cli.upgrade;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.diff.Verdict;
import io.millrace.pipeline.upgrade.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Findings, each with its reason and the way out, as text and as JSON; what is worst comes first. */
public final class FindingText {

    private final List<Finding> findings;

    public FindingText(List<Finding> findings) {
        this.findings = findings.stream()
                .sorted(Comparator.comparing(Finding::verdict).reversed())
                .toList();
    }

    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.add(mark(finding.verdict(), style) + "  " + finding.kind() + ": " + Visible.text(finding.what()));
            lines.add("          " + finding.why());
            if (!finding.wayOut().isEmpty()) {
                lines.add("          → " + finding.wayOut());
            }
        }
        return lines;
    }

    private static String mark(Verdict verdict, Style style) {
        return switch (verdict) {
            case SAFE -> style.good("safe    ");
            case NOTICE -> style.doubtful("notice  ");
            case BREAKING -> style.bad("breaking");
        };
    }

    /** Writes them as an array of this name. */
    public void write(String name, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (Finding finding : findings) {
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
