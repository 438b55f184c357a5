package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.cli.Millrace;
import io.millrace.cli.Surroundings;
import io.millrace.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command itself parses the arguments of every job and pod, and the datasets have contracts. */
final class ArgumentCheck implements Check {

    private static final String DATASET = "--dataset=";

    @Override
    public List<String> problems(List<JsonNode> objects) {
        List<String> problems = new ArrayList<>();
        for (JsonNode object : objects) {
            if (object.at("/spec/job/args").isArray()) {
                List<String> words = new ArrayList<>(List.of("stream", "--target", "application"));
                words.addAll(words(object.at("/spec/job/args")));
                check(object, words, problems);
            }
            Manifests.pod(object)
                    .ifPresent(pod -> pod.path("containers").forEach(container -> {
                        if (container.has("args")) {
                            check(object, words(container.path("args")), problems);
                        }
                    }));
        }
        return problems;
    }

    private static void check(JsonNode object, List<String> words, List<String> problems) {
        Terminal silent = Terminal.plain(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                new ByteArrayOutputStream());
        new Millrace(new Surroundings(silent, Map.of(), Manifests.HOME, Manifests.HOME))
                .complaint(words.toArray(String[]::new))
                .ifPresent(complaint -> problems.add(Manifests.called(object) + ": " + complaint));
        for (String word : words) {
            if (word.startsWith(DATASET)
                    && !Files.exists(Manifests.HOME.resolve(
                            "contracts/" + word.substring(DATASET.length()) + "/contract.yaml"))) {
                problems.add(Manifests.called(object) + ": there is no contract for " + word);
            }
        }
    }

    private static List<String> words(JsonNode args) {
        List<String> words = new ArrayList<>();
        args.forEach(arg -> words.add(arg.asText()));
        return words;
    }
}
