package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nobody may more than is needed, and no secret stands in a manifest. */
final class RightsCheck implements Check {

    private static final Set<String> WRITABLE = Set.of("pods", "configmaps");

    @Override
    public List<String> problems(List<JsonNode> objects) {
        List<String> problems = new ArrayList<>();
        boolean closed = false;
        for (JsonNode object : objects) {
            switch (Manifests.kind(object)) {
                case "Secret" -> problems.add(Manifests.called(object) + ": a secret must not stand in a manifest");
                case "Role", "ClusterRole" -> role(object, problems);
                case "NetworkPolicy" -> closed |= isClosed(object);
                default -> Manifests.pods(object).forEach(pod -> pod(object, pod, problems));
            }
            if (object.toString().matches("(?s).*(password|jaas\\.config)=(?!\\$\\{).*")) {
                problems.add(Manifests.called(object) + " holds a secret and not a reference to one");
            }
        }
        if (!closed) {
            problems.add("no network policy shuts the pods to strangers");
        }
        return problems;
    }

    private static boolean isClosed(JsonNode policy) {
        return policy.at("/spec/policyTypes").toString().contains("Ingress")
                && !policy.at("/spec").has("ingress");
    }

    private static void role(JsonNode role, List<String> problems) {
        for (JsonNode rule : role.path("rules")) {
            String text = rule.toString();
            boolean writes = text.matches(".*\"(create|delete|patch|update|deletecollection)\".*");
            for (JsonNode resource : rule.path("resources")) {
                if (text.contains("\"*\"") || (writes && !WRITABLE.contains(resource.asText()))) {
                    problems.add(Manifests.called(role) + " gives more than is needed: " + text);
                }
            }
        }
    }

    private static void pod(JsonNode object, JsonNode pod, List<String> problems) {
        if (!pod.at("/securityContext/runAsNonRoot").asBoolean()) {
            problems.add(Manifests.called(object) + " may run as root");
        }
        if (!pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")) {
            problems.add(Manifests.called(object) + " has no seccomp profile");
        }
        for (JsonNode container : pod.path("containers")) {
            JsonNode security = container.path("securityContext");
            if (security.path("allowPrivilegeEscalation").asBoolean(true)
                    || !security.at("/capabilities/drop").toString().equals("[\"ALL\"]")) {
                problems.add(Manifests.called(object) + " may gain rights");
            }
            if (!Manifests.kind(object).equals("FlinkDeployment")
                    && (!container.at("/resources/requests").has("memory")
                            || !container.at("/resources/limits").has("memory"))) {
                problems.add(Manifests.called(object) + " does not say what memory it takes");
            }
        }
    }
}
