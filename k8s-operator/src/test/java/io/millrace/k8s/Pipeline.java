package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pipeline of GitLab as far as it can be judged without one: its words, its references, the files that it runs. */
final class Pipeline {

    private static final Set<String> TOP = Set.of("stages", "default", "variables", "workflow", "include");
    private static final Set<String> OF_A_JOB = Set.of(
            "after_script",
            "allow_failure",
            "artifacts",
            "before_script",
            "cache",
            "dependencies",
            "environment",
            "extends",
            "image",
            "interruptible",
            "needs",
            "resource_group",
            "retry",
            "rules",
            "script",
            "services",
            "stage",
            "tags",
            "timeout",
            "variables",
            "when");
    private static final Set<String> OF_A_RULE =
            Set.of("if", "when", "allow_failure", "changes", "exists", "variables");
    private static final Set<String> WHEN = Set.of("always", "delayed", "manual", "never", "on_failure", "on_success");
    private static final Pattern FILE = Pattern.compile("(?<![\\w./$])((?:\\.ci|k8s-operator|jobs-stream)/[\\w./-]+)");
    private static final Pattern MODULES = Pattern.compile("-pl ([\\w/,-]+)");

    private final JsonNode pipeline;
    private final Path home;
    private final List<String> problems = new ArrayList<>();

    Pipeline(JsonNode pipeline, Path home) {
        this.pipeline = pipeline;
        this.home = home;
    }

    List<String> problems() {
        Set<String> stages = new HashSet<>(List.of(".pre", ".post"));
        pipeline.path("stages").forEach(stage -> stages.add(stage.asText()));
        for (Map.Entry<String, JsonNode> entry : pipeline.properties()) {
            if (!TOP.contains(entry.getKey())) {
                job(entry.getKey(), entry.getValue(), stages);
            }
        }
        return problems;
    }

    private void job(String name, JsonNode job, Set<String> stages) {
        for (Map.Entry<String, JsonNode> member : job.properties()) {
            if (!OF_A_JOB.contains(member.getKey())) {
                problems.add(name + " has an unknown keyword " + member.getKey());
            }
        }
        JsonNode parent = pipeline.path(job.path("extends").asText());
        if (job.has("extends") && parent.isMissingNode()) {
            problems.add(name + " extends " + job.path("extends").asText() + ", which is not there");
        }
        if (!name.startsWith(".")) {
            String stage = job.path("stage").asText(parent.path("stage").asText("test"));
            if (!stages.contains(stage)) {
                problems.add(name + " is of a stage that is not there: " + stage);
            }
            if (job.path("script").isEmpty() && parent.path("script").isEmpty()) {
                problems.add(name + " has nothing to run");
            }
        }
        for (JsonNode need : job.path("needs")) {
            if (!pipeline.has(need.asText())) {
                problems.add(name + " needs " + need.asText() + ", which is not there");
            }
        }
        job.path("rules").forEach(rule -> rule(name, rule));
        job.path("script").forEach(line -> line(name, line));
    }

    private void rule(String name, JsonNode rule) {
        for (Map.Entry<String, JsonNode> member : rule.properties()) {
            if (!OF_A_RULE.contains(member.getKey())) {
                problems.add(name + " has a rule with an unknown keyword " + member.getKey());
            }
        }
        if (rule.has("when") && !WHEN.contains(rule.path("when").asText())) {
            problems.add(name + " runs when " + rule.path("when").asText() + ", which is no such word");
        }
    }

    private void line(String name, JsonNode line) {
        if (!line.isTextual()) {
            problems.add(name + " has a line that is not a text: " + line);
            return;
        }
        Matcher file = FILE.matcher(line.asText());
        while (file.find()) {
            if (!file.group(1).endsWith("/") && !Files.exists(home.resolve(file.group(1)))) {
                problems.add(name + " uses " + file.group(1) + ", which is not there");
            }
        }
        Matcher modules = MODULES.matcher(line.asText());
        while (modules.find()) {
            for (String module : modules.group(1).split(",")) {
                if (!Files.exists(home.resolve(module).resolve("pom.xml"))) {
                    problems.add(name + " builds " + module + ", which is no module");
                }
            }
        }
    }
}
