package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every setting is one that Flink or the operator knows, and a job has all that flink-conf has for its kind. */
final class KeyCheck implements Check {

    private static final String LOG = "log4j-console.properties";
    private static final int MAX_PARALLELISM = 720;
    private static final Set<String> OF_REPORTER =
            Set.of("metrics.reporter.prometheus.factory.class", "metrics.reporter.prometheus.port");

    private final Set<String> known = new TreeSet<>(OF_REPORTER);

    KeyCheck(Jars operator, Jars stream) throws IOException, ReflectiveOperationException {
        known.addAll(stream.optionsIn("org/apache/flink/configuration/"));
        known.addAll(stream.optionsIn("org/apache/flink/state/rocksdb/RocksDB"));
        known.addAll(operator.optionsIn("org/apache/flink/kubernetes/operator/config/"));
        known.addAll(operator.optionsIn("org/apache/flink/autoscaler/config/"));
    }

    @Override
    public List<String> problems(List<JsonNode> objects) throws IOException {
        List<String> problems = new ArrayList<>();
        for (JsonNode object : objects) {
            JsonNode settings = object.at("/spec/flinkConfiguration");
            settings.fieldNames().forEachRemaining(key -> {
                if (!known.contains(key)) {
                    problems.add(Manifests.called(object) + " has a setting that nobody knows: " + key);
                }
            });
            if (object.at("/spec/job/args").isArray() && settings.isObject()) {
                expected(object).forEach((key, value) -> {
                    if (!value.equals(settings.path(key).asText())) {
                        problems.add(Manifests.called(object) + " differs from flink-conf: " + key + " is "
                                + settings.path(key).asText("missing") + " and not " + value);
                    }
                });
                Path log = Manifests.HOME.resolve("flink-conf/" + LOG);
                if (!object.at("/spec/logConfiguration").path(LOG).asText().equals(Files.readString(log))) {
                    problems.add(Manifests.called(object) + " differs from flink-conf: " + LOG);
                }
                if (!Manifests.isBatch(object.at("/spec/job"))) {
                    checkScale(object, settings, problems);
                }
            }
        }
        return problems;
    }

    private static void checkScale(JsonNode object, JsonNode settings, List<String> problems) {
        int most = settings.path("job.autoscaler.vertex.max-parallelism").asInt();
        if (most < object.at("/spec/job/parallelism").asInt() || MAX_PARALLELISM % Math.max(1, most) != 0) {
            problems.add(Manifests.called(object) + " may scale to " + most
                    + ", which must be at least its parallelism and divide " + MAX_PARALLELISM);
        }
    }

    private static Map<String, String> expected(JsonNode deployment) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        String mode = Manifests.isBatch(deployment.at("/spec/job")) ? "batch" : "application";
        read(mode + "/config.yaml", expected);
        read(
                "memory/task-manager-"
                        + deployment.at("/spec/taskManager/resource/memory").asText() + ".yaml",
                expected);
        expected.remove("taskmanager.memory.process.size");
        return expected;
    }

    private static void read(String file, Map<String, String> settings) throws IOException {
        Path path = Manifests.HOME.resolve("flink-conf").resolve(file);
        flatten(Manifests.YAML.readTree(path.toFile()), "", settings);
    }

    static void flatten(JsonNode node, String prefix, Map<String, String> into) {
        if (!node.isObject()) {
            into.put(prefix, node.asText());
            return;
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            flatten(member.getValue(), prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey(), into);
        }
    }
}
