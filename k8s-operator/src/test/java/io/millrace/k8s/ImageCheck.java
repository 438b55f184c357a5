package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What manifests start is in the images that the Dockerfile makes, and the images are named by a version. */
final class ImageCheck implements Check {

    private static final Path SOURCES = Manifests.HOME.resolve("cli/src/main/java");
    private static final Pattern VERSIONED = Pattern.compile(".+/millrace(-flink)?:(?!latest$)[\\w][\\w.-]*");

    @Override
    public List<String> problems(List<JsonNode> objects) throws IOException {
        List<String> problems = new ArrayList<>();
        String dockerfile = Files.readString(Manifests.FOLDER.resolve("Dockerfile"));
        for (JsonNode object : objects) {
            for (JsonNode image : object.findValues("image")) {
                if (!VERSIONED.matcher(image.asText()).matches()) {
                    problems.add(Manifests.called(object) + " must name an image of ours by its version: " + image);
                }
            }
            JsonNode job = object.at("/spec/job");
            if (job.has("entryClass")) {
                Path source = SOURCES.resolve(job.path("entryClass").asText().replace('.', '/') + ".java");
                if (!Files.exists(source)) {
                    problems.add(Manifests.called(object) + " starts a class that the jar does not have: "
                            + job.path("entryClass").asText());
                }
            }
            String jar = job.path("jarURI").asText();
            if (jar.startsWith("local://") && !dockerfile.contains(jar.substring("local://".length()))) {
                problems.add(Manifests.called(object) + " starts a jar that the image does not have: " + jar);
            }
        }
        return problems;
    }
}
