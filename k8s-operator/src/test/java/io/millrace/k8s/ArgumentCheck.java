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
import java.util.Set;
import java.util.stream.Stream;

/** The command itself parses the arguments of every job and pod, and the datasets have contracts. */
final class ArgumentCheck implements Check {

    private static final String DATASET = "--dataset=";
    private static final Set<String> BOUNDED = Set.of("batch", "reprocess");

    @Override
    public List<String> problems(List<JsonNode> objects) {
        List<String> problems = new ArrayList<>();
        for (JsonNode object : objects) {
            if (object.at("/spec/job/args").isArray()) {
                check(object, jobWords(object.at("/spec/job")), problems);
            }
            if (object.at("/spec/arguments").isArray()) {
                check(object, words(object.at("/spec/arguments")), problems);
            }
            for (JsonNode pod : Manifests.pods(object)) {
                for (JsonNode container : pod.path("containers")) {
                    if (container.has("args")) {
                        check(object, words(container.path("args")), problems);
                    }
                }
            }
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
        datasets(words)
                .filter(dataset -> !Files.exists(Manifests.HOME.resolve("contracts/" + dataset + "/contract.yaml")))
                .forEach(dataset ->
                        problems.add(Manifests.called(object) + ": there is no contract for the dataset " + dataset));
    }

    /** Bounded runs name theirs behind the verb. */
    private static Stream<String> datasets(List<String> words) {
        return BOUNDED.contains(words.get(0))
                ? words.stream().skip(1).limit(1)
                : words.stream().filter(word -> word.startsWith(DATASET)).map(word -> word.substring(DATASET.length()));
    }

    /** What the main class of a job makes of its arguments. */
    private static List<String> jobWords(JsonNode job) {
        List<String> words = new ArrayList<>();
        if (!Manifests.isBatch(job)) {
            words.addAll(List.of("stream", "--target", "application"));
        }
        words.addAll(words(job.path("args")));
        return words;
    }

    private static List<String> words(JsonNode args) {
        List<String> words = new ArrayList<>();
        args.forEach(arg -> words.add(arg.asText()));
        return words;
    }
}
