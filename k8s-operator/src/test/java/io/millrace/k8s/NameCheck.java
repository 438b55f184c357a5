package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that the operator and Kubernetes take, each once, and every name that is referred to is there. */
final class NameCheck implements Check {

    /** The operator makes longer names of it. */
    private static final int LONGEST = 45;

    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    /** Secrets are somebody else's to make. */
    private static final Set<String> SECRETS = Set.of("millrace-mask-keys", "millrace-kafka");

    @Override
    public List<String> problems(List<JsonNode> objects) {
        List<String> problems = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (JsonNode object : objects) {
            String name = object.at("/metadata/name").asText();
            if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
                problems.add(
                        Manifests.called(object) + " must have a name of at most " + LONGEST + " of a-z, 0-9 and -");
            }
            if (!there.add(Manifests.called(object))) {
                problems.add(Manifests.called(object) + " stands there twice");
            }
        }
        for (JsonNode object : objects) {
            String account = object.at("/spec/serviceAccount").asText();
            for (JsonNode pod : Manifests.pods(object)) {
                String of = account.isEmpty() ? pod.path("serviceAccountName").asText() : account;
                refer(object, there, "ServiceAccount/" + of, problems);
                pod.findValues("configMapRef")
                        .forEach(reference -> refer(
                                object,
                                there,
                                "ConfigMap/" + reference.path("name").asText(),
                                problems));
                for (JsonNode secret : pod.findValues("secretName")) {
                    if (!SECRETS.contains(secret.asText())) {
                        problems.add(
                                Manifests.called(object) + " needs a secret that no page tells of: " + secret.asText());
                    }
                }
            }
        }
        return problems;
    }

    private static void refer(JsonNode object, Set<String> there, String name, List<String> problems) {
        if (!there.contains(name)) {
            problems.add(Manifests.called(object) + " refers to " + name + ", which is not there");
        }
    }
}
