package io.millrace.cli.config;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The settings as a table for people, and as JSON. */
final class SettingsTable {

    /** How much the table tells. */
    enum Detail {
        VALUES,
        WITH_ORIGINS
    }

    private final Settings settings;

    SettingsTable(Settings settings) {
        this.settings = settings;
    }

    List<String> lines(Detail detail) {
        List<Line> lines = table();
        int keys = lines.stream().mapToInt(line -> line.key.length()).max().orElse(0);
        int values = lines.stream().mapToInt(line -> line.value.length()).max().orElse(0);
        String format =
                detail == Detail.WITH_ORIGINS ? "%-" + keys + "s  %-" + values + "s  %s" : "%-" + keys + "s  %s";
        return lines.stream()
                .map(line -> String.format(Locale.ROOT, format, line.key, line.value, line.origin)
                        .stripTrailing())
                .toList();
    }

    /** Writes one member a key: value and origin; a setting without a value is null. */
    void write(JsonGenerator json) throws IOException {
        for (Setting setting : Setting.values()) {
            List<Given> members = settings.members(setting);
            if (members.isEmpty() && !setting.isFamily()) {
                json.writeNullField(setting.key());
            }
            for (Given given : members) {
                json.writeObjectFieldStart(given.key());
                json.writeStringField("value", given.shown());
                json.writeStringField("origin", given.origin().toString());
                json.writeEndObject();
            }
        }
    }

    private List<Line> table() {
        List<Line> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            List<Given> members = settings.members(setting);
            if (members.isEmpty()) {
                lines.add(new Line(setting.key(), "-", "not set"));
            }
            members.forEach(given -> lines.add(new Line(
                    Visible.text(given.key()),
                    Visible.text(given.shown()),
                    given.origin().toString())));
        }
        return lines;
    }

    private record Line(String key, String value, String origin) {}
}
