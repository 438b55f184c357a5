package io.millrace.cli.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.zones.Zone;
import io.millrace.zones.books.WarehouseAudit;
import io.millrace.zones.books.WarehouseAudit.Day;
import io.millrace.zones.books.WarehouseAudit.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** A lake held against its warehouse as text, and as JSON. */
final class WarehouseText {

    private static final int NAMED = 20;

    private final WarehouseAudit audit;

    WarehouseText(WarehouseAudit audit) {
        this.audit = audit;
    }

    List<String> lines(Style style) {
        List<String> lines = new ArrayList<>();
        for (Zone zone : List.of(Zone.CLEAN, Zone.ERROR)) {
            lines.add("  " + (audit.agrees() ? style.good("ok") + "  " : "    ") + sums(zone));
        }
        if (!audit.agrees()) {
            lines.add("  " + style.bad("BAD the warehouse differs from the zones: ")
                    + Amounts.count(audit.faults().size(), "place"));
            audit.faults().stream().limit(NAMED).forEach(fault -> lines.add("    " + line(fault)));
        }
        return lines;
    }

    private String sums(Zone zone) {
        String text = zone.folder() + ": " + Amounts.count(sum(zone, Day::zones)) + " rows = "
                + Amounts.count(sum(zone, Day::facts)) + " in facts + "
                + Amounts.count(sum(zone, Day::held)) + " held + " + Amounts.count(sum(zone, Day::again))
                + " that came again";
        long aside = sum(zone, Day::aside);
        long unread = sum(zone, Day::unread);
        long leaving = sum(zone, Day::leaving);
        return text
                + (aside > 0 ? " + " + Amounts.count(aside) + " put aside" : "")
                + (unread > 0 ? " + " + Amounts.count(unread) + " not loaded yet" : "")
                + (leaving > 0
                        ? " - " + Amounts.count(leaving) + " of replaced runs and files, which leave with the next load"
                        : "");
    }

    private long sum(Zone zone, ToLongFunction<Day> rows) {
        return audit.days().stream()
                .filter(day -> day.zone() == zone)
                .mapToLong(rows)
                .sum();
    }

    private static String line(Fault fault) {
        return fault.kind() + " " + Visible.text(fault.where()) + ": " + fault.detail();
    }

    /** The members of the comparison of one dataset. */
    void write(JsonGenerator json) throws IOException {
        json.writeBooleanField("agrees", audit.agrees());
        json.writeArrayFieldStart("days");
        for (Day day : audit.days()) {
            json.writeStartObject();
            json.writeStringField("zone", day.zone().folder());
            json.writeStringField("day", day.day().toString());
            json.writeNumberField("zones", day.zones());
            json.writeNumberField("facts", day.facts());
            json.writeNumberField("held", day.held());
            json.writeNumberField("again", day.again());
            json.writeNumberField("aside", day.aside());
            json.writeNumberField("unread", day.unread());
            json.writeNumberField("leaving", day.leaving());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("faults");
        for (Fault fault : audit.faults().stream().limit(NAMED).toList()) {
            json.writeStartObject();
            json.writeStringField("kind", fault.kind().name());
            json.writeStringField("where", fault.where());
            json.writeStringField("detail", fault.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
