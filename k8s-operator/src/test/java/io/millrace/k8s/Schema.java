package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** As much of a schema of Kubernetes as the operator's own use. What it does not name is refused. */
final class Schema {

    private final JsonNode root;

    Schema(JsonNode root) {
        this.root = root;
    }

    void check(JsonNode object, String place, List<String> problems) {
        check(root, object, place, problems);
    }

    private void check(JsonNode schema, JsonNode value, String place, List<String> problems) {
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            return;
        }
        if (!isOfType(schema, value)) {
            problems.add(place + " is " + value + " and must be of type "
                    + schema.path("type").asText("integer or string"));
            return;
        }
        JsonNode choices = schema.path("enum");
        if (choices.isArray() && !contains(choices, value)) {
            problems.add(place + " is " + value + " and must be one of " + choices);
        }
        if (value.isObject()) {
            members(schema, value, place, problems);
        }
        for (int index = 0; value.isArray() && index < value.size(); index++) {
            check(schema.path("items"), value.get(index), place + "/" + index, problems);
        }
    }

    private void members(JsonNode schema, JsonNode value, String place, List<String> problems) {
        JsonNode known = schema.path("properties");
        JsonNode further = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            if (known.has(name)) {
                check(known.get(name), member.getValue(), place + "/" + name, problems);
            } else if (further.isObject()) {
                check(further, member.getValue(), place + "/" + name, problems);
            } else if (!ofEveryObject(place, name)) {
                problems.add(place + " has an unknown field " + name);
            }
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                problems.add(place + " has no " + required.asText());
            }
        }
    }

    private boolean ofEveryObject(String place, String name) {
        boolean top = place.chars().filter(one -> one == '/').count() == 1;
        return top && (name.equals("apiVersion") || name.equals("kind") || name.equals("metadata"));
    }

    private static boolean contains(JsonNode choices, JsonNode value) {
        for (JsonNode choice : choices) {
            if (choice.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return value.isTextual() || value.isIntegralNumber();
        }
        return switch (schema.path("type").asText("any")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> true;
        };
    }
}
