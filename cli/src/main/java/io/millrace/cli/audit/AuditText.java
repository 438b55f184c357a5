package io.millrace.cli.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Fault;
import io.millrace.zones.books.SplitBalance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The books of a dataset as a table with a verdict under it, and as JSON. */
public final class AuditText {

    private static final int FILES_SHOWN = 3;

    private final Audit audit;

    public AuditText(Audit audit) {
        this.audit = audit;
    }

    public List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(audit.dataset()) + "  " + Amounts.count(audit.files(), "file") + ", "
                + Amounts.bytes(audit.bytes()));
        lines.addAll(table().lines());
        long behind = audit.splits().stream()
                .mapToLong(split -> split.behind().orElse(0))
                .sum();
        if (behind > 0) {
            lines.add("  the broker holds " + Amounts.count(behind, "offset") + " beyond these, not read yet");
        }
        if (audit.balanced()) {
            lines.add("  " + style.good("ok") + "  " + Amounts.count(audit.raw()) + " raw = "
                    + Amounts.count(audit.clean())
                    + " clean + " + Amounts.count(audit.rejected()) + " rejected + " + Amounts.count(audit.duplicate())
                    + " duplicate; each record left by exactly one door");
        } else {
            lines.add("  " + style.bad("BAD the books do not balance: ") + faults());
            audit.named().forEach(fault -> lines.addAll(fault(fault)));
        }
        return lines;
    }

    private Columns table() {
        Columns table = new Columns(
                "source", "split", "raw", "clean", "rejected", "duplicate", "holes", "first", "last", "behind");
        for (SplitBalance split : audit.splits()) {
            table.add(
                    Visible.text(split.split().source()),
                    Visible.text(split.split().split()),
                    Amounts.count(split.raw()),
                    Amounts.count(split.clean()),
                    Amounts.count(split.rejected()),
                    Amounts.count(split.duplicate()),
                    Amounts.count(split.holes()),
                    shown(split.first()),
                    shown(split.last()),
                    shown(split.behind()));
        }
        return table;
    }

    private static String shown(OptionalLong count) {
        return count.isPresent() ? Amounts.count(count.getAsLong()) : "-";
    }

    private String faults() {
        return audit.faults().entrySet().stream()
                .map(fault -> fault.getKey() + " " + Amounts.count(fault.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> fault(Fault fault) {
        List<String> lines = new ArrayList<>();
        String where = fault.split() == null
                ? ""
                : " " + Visible.text(fault.split().source()) + "/"
                        + Visible.text(fault.split().split());
        String offset = fault.offset().isPresent() ? " offset " + fault.offset().getAsLong() : "";
        String count = fault.count() > 1 && fault.offset().isPresent() ? " and " + (fault.count() - 1) + " more" : "";
        lines.add("    " + fault.kind() + where + offset + count + ": " + Visible.text(fault.detail()));
        fault.files().stream().limit(FILES_SHOWN).forEach(file -> lines.add("        " + Visible.text(file)));
        if (fault.files().size() > FILES_SHOWN) {
            lines.add("        and " + (fault.files().size() - FILES_SHOWN) + " more files");
        }
        return lines;
    }

    /** The members of the books of one dataset. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStringField("dataset", audit.dataset());
        json.writeBooleanField("balanced", audit.balanced());
        json.writeNumberField("raw", audit.raw());
        json.writeNumberField("clean", audit.clean());
        json.writeNumberField("rejected", audit.rejected());
        json.writeNumberField("duplicate", audit.duplicate());
        json.writeNumberField("holes", audit.holes());
        json.writeNumberField("files", audit.files());
        json.writeNumberField("bytes", audit.bytes());
        json.writeArrayFieldStart("splits");
        for (SplitBalance split : audit.splits()) {
            write(json, split);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("faults");
        for (Map.Entry<Fault.Kind, Long> fault : audit.faults().entrySet()) {
            json.writeNumberField(fault.getKey().name(), fault.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("named");
        for (Fault fault : audit.named()) {
            write(json, fault);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, SplitBalance split) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", split.split().source());
        json.writeStringField("split", split.split().split());
        json.writeNumberField("raw", split.raw());
        json.writeNumberField("clean", split.clean());
        json.writeNumberField("rejected", split.rejected());
        json.writeNumberField("duplicate", split.duplicate());
        json.writeNumberField("holes", split.holes());
        json.writeNumberField("unexplained", split.unexplained());
        write(json, "first", split.first());
        write(json, "last", split.last());
        write(json, "behind", split.behind());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Fault fault) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", fault.kind().name());
        if (fault.split() != null) {
            json.writeStringField("source", fault.split().source());
            json.writeStringField("split", fault.split().split());
        }
        write(json, "offset", fault.offset());
        json.writeNumberField("count", fault.count());
        json.writeStringField("detail", fault.detail());
        json.writeArrayFieldStart("files");
        for (String file : fault.files()) {
            json.writeString(file);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, OptionalLong number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsLong());
        } else {
            json.writeNullField(name);
        }
    }
}
