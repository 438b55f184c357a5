package io.millrace.cli.contracts;

import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.rule.Rule;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Step;
import io.millrace.zones.Zone;
import io.millrace.zones.parquet.CleanSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.Type;

/** A plan as a drawing: the way of a record from top to bottom, a zone where it leaves. */
final class PlanDrawing {

    private final Plan plan;
    private final Contract contract;
    private final String topic;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    PlanDrawing(Plan plan, String topic, Style style) {
        this.plan = plan;
        this.contract = plan.contract();
        this.topic = topic;
        this.style = style;
    }

    List<String> lines() {
        title();
        plan.steps().forEach(this::step);
        columns();
        masks();
        rules();
        return lines;
    }

    private void title() {
        lines.add(style.bold(contract.id())
                + contract.owner()
                        .map(owner -> "  (" + Visible.text(owner) + ")")
                        .orElse(""));
        contract.description().ifPresent(text -> lines.add(Visible.text(text)));
        lines.add("");
    }

    private void step(Step step) {
        if (step instanceof Step.Read) {
            String format = contract.source().format().name().toLowerCase(Locale.ROOT);
            lines.add("  Kafka topic " + style.bold(topic));
            lines.add("    │  " + format + ", a record of up to "
                    + Amounts.bytes(contract.source().maxBytes()));
            passes(step, "");
        } else if (step instanceof Step.KeepRaw) {
            leaves(step, "all", Zone.RAW, "as it came, by day of the source time in UTC");
        } else if (step instanceof Step.Judge) {
            passes(
                    step,
                    Amounts.count(contract.fields().size(), "field") + ", "
                            + Amounts.count(contract.rules().size(), "rule") + ", unknown fields "
                            + PlanWords.unknown(contract.unknownFields()));
            lines.add("    ├─ rejected ──► error");
        } else if (step instanceof Step.Deduplicate) {
            passes(step, PlanWords.dedupe(contract));
            lines.add("    ├─ duplicate ─► error");
        } else if (step instanceof Step.KeepClean) {
            leaves(
                    step,
                    "clean",
                    Zone.CLEAN,
                    "by day of " + contract.eventTime() + " in "
                            + contract.partition().zone());
        } else {
            leaves(step, "error", Zone.ERROR, "reasons and position, by day of the source time in UTC");
        }
    }

    private void passes(Step step, String what) {
        lines.add("    ▼  " + style.bold(plan.uid(step)) + (what.isEmpty() ? "" : "  " + what));
    }

    private void leaves(Step step, String which, Zone zone, String how) {
        String arrow =
                (zone == Zone.ERROR ? "    └─ " : "    ├─ ") + which + " " + "─".repeat(10 - which.length()) + "► ";
        lines.add(arrow + style.bold(plan.uid(step)) + "  " + PlanWords.zonePath(zone, plan.dataset()) + "  " + how);
    }

    private void columns() {
        List<Type> columns = CleanSchema.of(plan).getFields();
        int widest = columns.stream()
                .mapToInt(column -> column.getName().length())
                .max()
                .orElse(0);
        int types = columns.stream()
                .mapToInt(column -> PlanWords.parquet(column.asPrimitiveType()).length())
                .max()
                .orElse(0);
        lines.add("");
        lines.add("Columns of clean");
        for (Type column : columns) {
            String type = PlanWords.parquet(column.asPrimitiveType());
            String required = column.isRepetition(Type.Repetition.REQUIRED) ? "required" : "";
            lines.add(String.format(
                            Locale.ROOT, "  %-" + widest + "s  %-" + types + "s  %s", column.getName(), type, required)
                    .stripTrailing());
        }
    }

    private void masks() {
        List<Field> masked = PlanWords.masked(contract);
        if (!masked.isEmpty()) {
            lines.add("");
            lines.add("Masked");
            masked.forEach(field -> lines.add("  " + PlanWords.mask(field)));
        }
    }

    private void rules() {
        if (!contract.rules().isEmpty()) {
            lines.add("");
            lines.add("Rules");
        }
        for (Rule rule : contract.rules()) {
            String when = rule.whenText() == null || rule.whenText().isEmpty()
                    ? ""
                    : "when " + Visible.text(rule.whenText()) + "  ";
            lines.add("  " + rule.name() + ": " + when + "assert " + Visible.text(rule.checkText()));
        }
    }
}
