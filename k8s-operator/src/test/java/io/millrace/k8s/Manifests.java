package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects as they are handed to Kubernetes. */
final class Manifests {

    static final Path HOME = Path.of(System.getProperty("millrace.home"));
    static final Path FOLDER = HOME.resolve("k8s-operator");
    static final List<String> OVERLAYS = List.of("dev", "staging", "prod");
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Manifests() {}

    /** What kustomize made of an overlay, as the repository keeps it. */
    static List<JsonNode> rendered(String overlay) throws IOException {
        return read(Files.readString(FOLDER.resolve("rendered").resolve(overlay + ".yaml")));
    }

    static List<JsonNode> read(String yaml) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        }
    }

    /** What kustomize makes of an overlay now; empty where there is none. */
    static Optional<String> kustomize(String overlay) throws IOException, InterruptedException {
        for (List<String> command : List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"))) {
            if (isOnPath(command.get(0))) {
                Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of("overlays/" + overlay))
                                .toList())
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
                try (InputStream out = process.getInputStream()) {
                    String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                    if (process.waitFor() != 0) {
                        throw new IOException(text);
                    }
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOnPath(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    /** Kind and name, as messages say it. */
    static String called(JsonNode object) {
        return kind(object) + "/" + object.at("/metadata/name").asText();
    }

    /** Every pod that an object makes. */
    static List<JsonNode> pods(JsonNode object) {
        return switch (kind(object)) {
            case "FlinkDeployment" -> List.of(object.at("/spec/podTemplate/spec"));
            case "StatefulSet" -> List.of(object.at("/spec/template/spec"));
            case "CronJob" -> List.of(object.at("/spec/jobTemplate/spec/template/spec"));
            case "SparkApplication" ->
                List.of(sparkPod(object.path("spec"), "driver"), sparkPod(object.path("spec"), "executor"));
            default -> List.of();
        };
    }

    /** Whether a job of Flink's is a run that ends. */
    static boolean isBatch(JsonNode job) {
        return job.path("entryClass").asText().endsWith(".BatchApplication");
    }

    /** The pod of a role, put together as the operator does it. */
    private static JsonNode sparkPod(JsonNode spec, String role) {
        ObjectNode container = spec.path(role).deepCopy();
        ObjectNode memory = container.objectNode().set("memory", container.path("memory"));
        container.putObject("resources").<ObjectNode>set("requests", memory).set("limits", memory);
        ObjectNode pod = container.objectNode();
        pod.set("serviceAccountName", spec.at("/driver/serviceAccount"));
        pod.set("securityContext", container.path("podSecurityContext"));
        pod.set("volumes", spec.path("volumes"));
        pod.putArray("containers").add(container);
        return pod;
    }
}
