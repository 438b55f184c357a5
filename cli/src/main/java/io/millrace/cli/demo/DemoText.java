package io.millrace.cli.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.audit.AuditText;
import io.millrace.cli.run.SummaryText;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a demo did, and what to do next. */
final class DemoText {

    private static final int SHOWN = 20;

    private final DemoResult result;
    private final DemoFolder folder;

    DemoText(DemoResult result, DemoFolder folder) {
        this.result = result;
        this.folder = folder;
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>(new SummaryText(result.summary()).lines(style));
        lines.add("");
        lines.add(style.bold("Books"));
        lines.addAll(new AuditText(result.audit()).lines(style));
        lines.add("");
        lines.add(style.bold("The warehouse") + ": transaction_daily_summary, the busiest in EUR");
        result.dailySummary().forEach(line -> lines.add("  " + line));
        if (!result.objects().isEmpty()) {
            lines.add("");
            lines.add(style.bold("The bucket") + ": gone with its emulator, its lake copied to " + folder.shownLake());
            lines.addAll(result.objects());
        }
        lines.add("");
        lines.add(style.bold("Zones and warehouse against what the generator expects"));
        lines.addAll(checks(style));
        lines.add("");
        lines.add(style.bold("Look next"));
        lines.addAll(next());
        return lines;
    }

    private List<String> checks(Style style) {
        List<String> lines = new ArrayList<>();
        List<DemoCheck> failed =
                result.checks().stream().filter(check -> !check.holds()).toList();
        if (failed.isEmpty()) {
            String total = result.checks().stream()
                    .filter(check -> check.point().equals("total amount"))
                    .map(DemoCheck::found)
                    .findFirst()
                    .orElse("");
            lines.add("  " + style.good("ok") + "  clean, rejected by code, duplicate, amounts by day and region: "
                    + Amounts.count(result.checks().size()) + " of "
                    + Amounts.count(result.checks().size(), "point"));
            lines.add("      total amount " + total);
            return lines;
        }
        lines.add("  " + style.bad("BAD ") + Amounts.count(failed.size()) + " of "
                + Amounts.count(result.checks().size(), "point") + " differ:");
        failed.stream()
                .limit(SHOWN)
                .forEach(check -> lines.add("    " + Visible.text(check.point()) + ": expected "
                        + Visible.text(check.expected()) + ", found " + Visible.text(check.found())));
        return lines;
    }

    private List<String> next() {
        String lake = folder.shownLake();
        return List.of(
                "  ./millrace plan transactions                    the way of a record, drawn",
                "  ./millrace audit --lake " + lake + "     the books again, from the files alone",
                "  ./millrace query --warehouse " + folder.shownWarehouse() + " \"show tables\"",
                "  head -n 1 " + lake + "/error/transactions/*/*.ndjson | jq",
                "  zstd -dc " + lake + "/raw/transactions/*/*.zst | head -n 3",
                "  ./millrace stream --help                        the same with your Kafka");
    }

    private static String place(URI lake) {
        return "file".equals(lake.getScheme()) ? Path.of(lake).toString() : lake.toString();
    }

    /** The members of a summary, then books and check. */
    void write(JsonGenerator json) throws IOException {
        new SummaryText(result.summary()).write(json);
        json.writeStringField("lake", place(result.lake()));
        json.writeStringField("warehouse", folder.warehouse().toString());
        json.writeObjectFieldStart("books");
        new AuditText(result.audit()).write(json);
        json.writeEndObject();
        json.writeObjectFieldStart("check");
        json.writeBooleanField("holds", result.isGood());
        json.writeArrayFieldStart("points");
        for (DemoCheck check : result.checks()) {
            json.writeStartObject();
            json.writeStringField("point", check.point());
            json.writeStringField("expected", check.expected());
            json.writeStringField("found", check.found());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
