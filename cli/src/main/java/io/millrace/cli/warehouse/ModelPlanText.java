package io.millrace.cli.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Settings;
import io.millrace.cli.terminal.Amounts;
import io.millrace.pipeline.warehouse.ModelPlan;
import io.millrace.pipeline.warehouse.ModelPlan.Step;
import java.io.IOException;
import java.util.Locale;

/** What the next load will build anew, for people and programs. */
public final class ModelPlanText {

    private final Call call;
    private final ModelPlan plan;

    private ModelPlanText(Call call, ModelPlan plan) {
        this.call = call;
        this.plan = plan;
    }

    /** Compares the SQL of the settings with the published version, and prints what follows from it. */
    public static Exit print(Call call, Settings settings) throws Exception {
        ModelPlan plan = Warehouses.engine().plan(Warehouses.place(call, settings), Warehouses.sql(call, settings));
        ModelPlanText text = new ModelPlanText(call, plan);
        if (call.wantsJson()) {
            call.print(text::write);
        } else {
            text.lines();
        }
        return Exit.OK;
    }

    private void lines() {
        if (plan.everything().isPresent()) {
            call.print("the next load builds everything from the zones: "
                    + plan.everything().get());
        } else if (plan.steps().isEmpty()) {
            call.print("the SQL is that of version " + plan.version().orElseThrow() + ": nothing is built anew");
        } else {
            call.print("compared with version " + plan.version().orElseThrow() + ", the next load");
            plan.steps().forEach(step -> call.print("  " + line(step)));
        }
    }

    private static String line(Step step) {
        return String.format(Locale.ROOT, "%-42s %s", step.file(), action(step))
                + (step.reason().startsWith(step.file())
                        ? "; it" + step.reason().substring(step.file().length())
                        : "; " + step.reason());
    }

    private static String action(Step step) {
        return switch (step.action()) {
            case FILL ->
                "is filled from the zones: " + Amounts.count(step.files(), "file") + ", "
                        + Amounts.count(step.rows(), "row");
            case COMPUTE -> "is computed again from " + Amounts.count(step.rows(), "fact");
            case DEFINE -> "is defined again";
            case CHECK -> "looks at everything once";
            case DROP -> "is dropped";
        };
    }

    private void write(JsonGenerator json) throws IOException {
        if (plan.version().isPresent()) {
            json.writeNumberField("version", plan.version().getAsLong());
        } else {
            json.writeNullField("version");
        }
        json.writeStringField("everything", plan.everything().orElse(null));
        json.writeArrayFieldStart("steps");
        for (Step step : plan.steps()) {
            json.writeStartObject();
            json.writeStringField("file", step.file());
            json.writeStringField("action", step.action().name());
            json.writeStringField("reason", step.reason());
            json.writeArrayFieldStart("because");
            for (String file : step.because()) {
                json.writeString(file);
            }
            json.writeEndArray();
            json.writeNumberField("files", step.files());
            json.writeNumberField("rows", step.rows());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
