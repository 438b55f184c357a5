package io.millrace.cli.conform;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The comparison as text and as JSON. */
final class ConformText {

    private static final String[] HEAD = {
        "runner", "read", "clean", "rejected", "duplicate", "time", "rate", "by rows", "result"
    };
    private static final int WIDEST_VALUE = 120;

    private final Conformity conformity;

    ConformText(Conformity conformity) {
        this.conformity = conformity;
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>(table(style));
        lines.add("");
        if (conformity.isEqual()) {
            lines.add(style.good("equal")
                    + ": at every line the same raw record, the same door, the same values, reasons" + " and day");
        } else {
            conformity.shown().forEach((line, doors) -> difference(line, doors, style, lines));
        }
        return lines;
    }

    private List<String> table(Style style) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEAD);
        conformity.runs().forEach(run -> rows.add(row(run)));
        int[] widths = new int[HEAD.length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.length; column++) {
                boolean isText = column == 0 || column == row.length - 1;
                line.append(column == 0 ? "" : "  ")
                        .append(String.format(
                                Locale.ROOT, "%" + (isText ? "-" : "") + widths[column] + "s", row[column]));
            }
            lines.add(
                    lines.isEmpty()
                            ? style.bold(line.toString().stripTrailing())
                            : line.toString().stripTrailing());
        }
        return lines;
    }

    private String[] row(EngineRun run) {
        Long differing = conformity.differing().get(run.runner());
        String result = differing == null
                ? "what the others are held against"
                : differing == 0 ? "equal" : Amounts.count(differing, "line") + " otherwise";
        return new String[] {
            run.runner(),
            Amounts.count(run.count("read")),
            Amounts.count(run.count("clean")),
            Amounts.count(run.count("rejected")),
            Amounts.count(run.count("duplicate")),
            Amounts.time(Duration.ofMillis(Math.round(run.seconds() * 1000))),
            Amounts.rate(run.perSecond()),
            routed(run),
            result
        };
    }

    /** The share of records that the engine's own language did not decide. */
    private static String routed(EngineRun run) {
        return run.summary().path("routed").isNumber()
                ? String.format(Locale.ROOT, "%.1f %%", 100.0 * run.count("routed") / Math.max(1, run.count("read")))
                : "all";
    }

    private void difference(LakeDigest.Line line, Map<String, Door> doors, Style style, List<String> lines) {
        lines.add(style.bold(Visible.text(line.source()) + " line " + line.number()));
        String firstName = conformity.runs().get(0).runner();
        Door first = doors.get(firstName);
        int width = doors.keySet().stream().mapToInt(String::length).max().orElse(0);
        doors.forEach((runner, door) -> {
            String mark = door.differences(first).isEmpty() ? "  " : style.bad("≠ ");
            lines.add("  " + mark + runner + " ".repeat(width - runner.length()) + "  " + Visible.text(door.text()));
        });
        doors.forEach((runner, door) -> {
            if (door.text().equals(first.text())) {
                door.differences(first)
                        .forEach((path, values) -> lines.add("    " + path + ": " + cut(values[1]) + " in " + firstName
                                + ", " + cut(values[0]) + " in " + runner));
            }
        });
    }

    private static String cut(String value) {
        String shown = Visible.text(value);
        return shown.length() <= WIDEST_VALUE ? shown : shown.substring(0, WIDEST_VALUE) + "…";
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStringField("dataset", conformity.dataset());
        json.writeBooleanField("equal", conformity.isEqual());
        json.writeArrayFieldStart("runners");
        for (EngineRun run : conformity.runs()) {
            json.writeStartObject();
            json.writeStringField("runner", run.runner());
            for (String count : List.of("read", "clean", "rejected", "duplicate")) {
                json.writeNumberField(count, run.count(count));
            }
            json.writeNumberField("seconds", run.seconds());
            json.writeNumberField("records_per_second", Math.round(run.perSecond()));
            json.writeObjectField("routed", run.summary().path("routed").isNumber() ? run.count("routed") : null);
            json.writeNumberField("differing", conformity.differing().getOrDefault(run.runner(), 0L));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("differences");
        for (Map.Entry<LakeDigest.Line, Map<String, Door>> each :
                conformity.shown().entrySet()) {
            json.writeStartObject();
            json.writeStringField("source", each.getKey().source());
            json.writeNumberField("line", each.getKey().number());
            json.writeObjectFieldStart("runners");
            for (Map.Entry<String, Door> door : each.getValue().entrySet()) {
                json.writeStringField(door.getKey(), door.getValue().text());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
