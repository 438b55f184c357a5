package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The one place that says what the operator that the manifests need (1.15) takes and the newest one that can be had for
 * tests does not: the newer Flink, and Flink's newer names of keys.
 */
final class RequiredOperator {

    private static final String FLINK = "v2_3";
    private static final String NEWEST_KNOWN = "v1_20";
    private static final Map<String, String> RENAMED = Map.of(
            "execution.checkpointing.dir", "state.checkpoints.dir",
            "execution.checkpointing.savepoint-dir", "state.savepoints.dir");

    private RequiredOperator() {}

    /** Adds to the schema what the required operator's schema has. */
    static void widen(JsonNode versions) {
        ((ArrayNode) versions).add(FLINK);
    }

    /** The same deployment in the words of the operator of the tests. */
    static JsonNode inOldWords(JsonNode deployment) {
        ObjectNode old = deployment.deepCopy();
        ObjectNode spec = (ObjectNode) old.path("spec");
        if (spec.path("flinkVersion").asText().equals(FLINK)) {
            spec.put("flinkVersion", NEWEST_KNOWN);
        }
        if (spec.path("flinkConfiguration") instanceof ObjectNode settings) {
            RENAMED.forEach((name, before) -> {
                if (settings.has(name)) {
                    settings.set(before, settings.remove(name));
                }
            });
        }
        return old;
    }
}
