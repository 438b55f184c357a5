package io.millrace.cli.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.warehouse.Relation;
import io.millrace.pipeline.warehouse.RowSink.Column;
import io.millrace.pipeline.warehouse.RowSink.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a warehouse holds, as text and as JSON. */
final class TablesText {

    private static final List<Column> COLUMNS = List.of(
            new Column("object", "", Kind.TEXT),
            new Column("kind", "", Kind.TEXT),
            new Column("rows", "", Kind.NUMBER),
            new Column("last change", "", Kind.NUMBER),
            new Column("grain", "", Kind.TEXT));

    private final List<Relation> relations;
    private final Instant now;

    TablesText(List<Relation> relations, Instant now) {
        this.relations = relations;
        this.now = now;
    }

    /** How much is said of each. */
    enum Detail {
        GRAIN,
        PURPOSE
    }

    List<String> lines(Detail detail, Style style) {
        List<String[]> rows = new ArrayList<>();
        for (Relation relation : relations) {
            rows.add(new String[] {
                relation.name(),
                relation.kind(),
                relation.rows().isPresent() ? Amounts.count(relation.rows().getAsLong()) : Grid.ABSENT,
                relation.changed().map(this::ago).orElse(Grid.ABSENT),
                Visible.text(relation.grain())
            });
        }
        List<String> lines = new Grid(COLUMNS, rows).lines(style);
        return detail == Detail.GRAIN ? lines : withPurpose(lines, style);
    }

    private List<String> withPurpose(List<String> lines, Style style) {
        List<String> all = new ArrayList<>(lines.subList(0, 1));
        for (int index = 0; index < relations.size(); index++) {
            all.add(lines.get(index + 1));
            all.add("    " + style.dim(Visible.text(relations.get(index).purpose())));
        }
        return all;
    }

    private String ago(Instant then) {
        return Amounts.time(Duration.between(then, now).truncatedTo(ChronoUnit.MILLIS)) + " ago";
    }

    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("objects");
        for (Relation relation : relations) {
            json.writeStartObject();
            json.writeStringField("name", relation.name());
            json.writeStringField("kind", relation.kind());
            if (relation.rows().isPresent()) {
                json.writeNumberField("rows", relation.rows().getAsLong());
            }
            if (relation.changed().isPresent()) {
                json.writeStringField("changed", relation.changed().get().toString());
            }
            json.writeStringField("grain", relation.grain());
            json.writeStringField("purpose", relation.purpose());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
