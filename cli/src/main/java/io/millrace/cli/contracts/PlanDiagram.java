package io.millrace.cli.contracts;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Step;
import io.millrace.zones.Zone;
import java.util.ArrayList;
import java.util.List;

/** A plan as a Mermaid flowchart. */
final class PlanDiagram {

    private final Plan plan;
    private final String topic;

    PlanDiagram(Plan plan, String topic) {
        this.plan = plan;
        this.topic = topic;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("flowchart LR");
        lines.add("    topic[(\"Kafka topic " + topic + "\")]");
        for (Step step : plan.steps()) {
            lines.add("    " + step.label() + "[\"" + plan.uid(step) + "\"]");
        }
        for (Zone zone : Zone.values()) {
            lines.add("    " + zone.folder() + "_zone[(\"" + PlanWords.zonePath(zone, plan.dataset()) + "\")]");
        }
        lines.add("    topic --> source --> judge --> dedupe");
        lines.add("    source -- all --> raw --> raw_zone");
        lines.add("    judge -- rejected --> error");
        lines.add("    dedupe -- duplicate --> error --> error_zone");
        lines.add("    dedupe -- clean --> clean --> clean_zone");
        return lines;
    }
}
