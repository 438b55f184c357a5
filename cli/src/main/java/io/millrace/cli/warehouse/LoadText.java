package io.millrace.cli.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.pipeline.warehouse.LoadSummary;
import io.millrace.pipeline.warehouse.LoadSummary.BadFile;
import io.millrace.pipeline.warehouse.LoadSummary.ObjectRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a load did, as text and as JSON. */
final class LoadText {

    private LoadText() {}

    /** One line, for those who follow. */
    static String line(LoadSummary summary) {
        String version =
                summary.version().isPresent() ? "version " + summary.version().getAsLong() : "nothing published";
        String aside = summary.quarantined().isEmpty()
                ? ""
                : ", " + Amounts.count(summary.quarantined().size(), "file") + " put aside";
        return version + ": " + Amounts.count(summary.files(), "file") + ", " + Amounts.count(summary.fileRows(), "row")
                + aside + ", " + Amounts.time(summary.duration());
    }

    /** The summary: the books of the load, the objects, where to look next. */
    static List<String> lines(LoadSummary summary, Style style) {
        List<String> lines = new ArrayList<>();
        long known = summary.duplicates();
        lines.add(style.bold("loaded") + ": " + Amounts.count(summary.files(), "file") + ", "
                + Amounts.count(summary.fileRows(), "row")
                + (known == 0 ? "" : ", of them " + Amounts.count(known) + " known already")
                + ", " + Amounts.bytes(summary.bytes()) + ", " + Amounts.count(summary.touchedDays(), "day")
                + " touched, "
                + Amounts.time(summary.duration()));
        if (summary.supersededRuns() > 0) {
            lines.add("  " + Amounts.count(summary.supersededRuns(), "run") + " replaced");
        }
        if (summary.replacedFiles() > 0) {
            lines.add("  " + Amounts.count(summary.replacedFiles(), "file") + " replaced, whose "
                    + Amounts.count(summary.replacedRows(), "row") + " were judged anew or moved");
        }
        int width = summary.rows().stream()
                .mapToInt(row -> row.object().length())
                .max()
                .orElse(0);
        for (ObjectRows object : summary.rows()) {
            lines.add(String.format(Locale.ROOT, "  %-" + width + "s %,15d", object.object(), object.rows()));
        }
        if (summary.inQuarantine() > 0) {
            lines.add(style.doubtful("in quarantine: " + Amounts.count(summary.inQuarantine(), "file"))
                    + "; repair, then: millrace finalize --retry-quarantined");
        }
        lines.add(
                summary.version().isPresent()
                        ? "published: version " + summary.version().getAsLong()
                                + "; ask it: millrace query \"select …\""
                        : "published: nothing yet; there is no committed file in the zones");
        return lines;
    }

    static void write(JsonGenerator json, LoadSummary summary) throws IOException {
        if (summary.version().isPresent()) {
            json.writeNumberField("version", summary.version().getAsLong());
        } else {
            json.writeNullField("version");
        }
        json.writeNumberField("files", summary.files());
        json.writeNumberField("rows", summary.fileRows());
        json.writeNumberField("bytes", summary.bytes());
        json.writeNumberField("known_already", summary.duplicates());
        json.writeNumberField("runs_replaced", summary.supersededRuns());
        json.writeNumberField("files_replaced", summary.replacedFiles());
        json.writeNumberField("rows_replaced", summary.replacedRows());
        json.writeNumberField("touched_days", summary.touchedDays());
        json.writeNumberField("in_quarantine", summary.inQuarantine());
        json.writeNumberField("seconds", summary.duration().toMillis() / 1000.0);
        json.writeArrayFieldStart("quarantined");
        for (BadFile file : summary.quarantined()) {
            json.writeStartObject();
            json.writeStringField("path", file.path());
            json.writeStringField("reason", file.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("objects");
        for (ObjectRows object : summary.rows()) {
            json.writeNumberField(object.object(), object.rows());
        }
        json.writeEndObject();
    }
}
