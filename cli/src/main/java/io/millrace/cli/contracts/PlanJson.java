package io.millrace.cli.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.contract.Contract;
import io.millrace.contract.Field;
import io.millrace.contract.Mask;
import io.millrace.contract.rule.Rule;
import io.millrace.pipeline.plan.Column;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Step;
import io.millrace.zones.Zone;
import io.millrace.zones.parquet.CleanSchema;
import java.io.IOException;
import java.util.Locale;
import org.apache.parquet.schema.Type;

/** A plan as JSON; what it holds is stable. */
final class PlanJson {

    private final Plan plan;
    private final Contract contract;
    private final String topic;

    PlanJson(Plan plan, String topic) {
        this.plan = plan;
        this.contract = plan.contract();
        this.topic = topic;
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStringField("dataset", plan.dataset());
        json.writeStringField("contract", contract.id());
        json.writeStringField("owner", contract.owner().orElse(null));
        writeSource(json);
        writeDedupe(json);
        writeSteps(json);
        writeZones(json);
        writeColumns(json);
        writeMasks(json);
        writeRules(json);
    }

    private void writeSource(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("source");
        json.writeStringField("topic", topic);
        json.writeStringField("format", contract.source().format().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("max_bytes", contract.source().maxBytes());
        json.writeEndObject();
        json.writeStringField("unknown_fields", contract.unknownFields().name().toLowerCase(Locale.ROOT));
    }

    private void writeDedupe(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("dedupe");
        json.writeArrayFieldStart("key");
        for (String field : contract.key()) {
            json.writeString(field);
        }
        json.writeEndArray();
        json.writeStringField("keep", contract.dedupe().keep().name().toLowerCase(Locale.ROOT));
        json.writeStringField("order_by", contract.dedupe().orderBy().orElse(null));
        json.writeNumberField("within_seconds", contract.dedupe().within().toSeconds());
        json.writeEndObject();
    }

    private void writeSteps(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("steps");
        for (Step step : plan.steps()) {
            json.writeStartObject();
            json.writeStringField("uid", plan.uid(step));
            json.writeStringField("does", PlanWords.kind(step));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeZones(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("zones");
        for (Zone zone : Zone.values()) {
            json.writeStringField(zone.folder(), PlanWords.zonePath(zone, plan.dataset()));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("partition");
        json.writeStringField("clean_by", contract.eventTime());
        json.writeStringField("zone", contract.partition().zone().getId());
        json.writeEndObject();
    }

    private void writeColumns(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("columns");
        for (Type type : CleanSchema.of(plan).getFields()) {
            int index = plan.columnIndex(type.getName());
            json.writeStartObject();
            json.writeStringField("name", type.getName());
            json.writeStringField("parquet", PlanWords.parquet(type.asPrimitiveType()));
            json.writeBooleanField("required", type.isRepetition(Type.Repetition.REQUIRED));
            if (index >= 0) {
                Column column = plan.columns().get(index);
                json.writeStringField("type", column.type().declaration());
                json.writeStringField("field", column.field());
                json.writeStringField("part", column.part().name().toLowerCase(Locale.ROOT));
            } else {
                json.writeStringField("part", "position");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeMasks(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("masked");
        for (Field field : PlanWords.masked(contract)) {
            Mask mask = field.mask().orElseThrow();
            json.writeStartObject();
            json.writeStringField("field", field.name());
            json.writeStringField("domain", mask.domain());
            json.writeNumberField("show_last", mask.showLast());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeRules(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("rules");
        for (Rule rule : contract.rules()) {
            json.writeStartObject();
            json.writeStringField("name", rule.name());
            json.writeStringField("when", rule.whenText());
            json.writeStringField("assert", rule.checkText());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
