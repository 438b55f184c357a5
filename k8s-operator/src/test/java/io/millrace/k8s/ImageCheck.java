package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What manifests start is in the images that the Dockerfile makes, and the images are named by a version. */
final class ImageCheck implements Check {

    private static final Path SOURCES = Manifests.HOME.resolve("cli/src/main/java");
    private static final Pattern VERSIONED = Pattern.compile(".+/millrace(-flink|-spark)?:(?!latest$)[\\w][\\w.-]*");
    private static final Pattern SPARK = Pattern.compile("<spark.version>(.+)</spark.version>");
    private static final String LOCAL = "local://";

    private final String dockerfile;
    private final String sparkVersion;

    ImageCheck() throws IOException {
        dockerfile = Files.readString(Manifests.FOLDER.resolve("Dockerfile"));
        Matcher spark = SPARK.matcher(Files.readString(Manifests.HOME.resolve("pom.xml")));
        if (!spark.find()) {
            throw new IOException("the pom does not say with what version of Spark it builds");
        }
        sparkVersion = spark.group(1);
    }

    @Override
    public List<String> problems(List<JsonNode> objects) {
        List<String> problems = new ArrayList<>();
        for (JsonNode object : objects) {
            for (JsonNode image : object.findValues("image")) {
                if (!VERSIONED.matcher(image.asText()).matches()) {
                    problems.add(Manifests.called(object) + " must name an image of ours by its version: " + image);
                }
            }
            JsonNode job = object.at("/spec/job");
            checkClass(object, job.path("entryClass"), problems);
            checkClass(object, object.at("/spec/mainClass"), problems);
            checkFile(object, job.path("jarURI"), problems);
            checkFile(object, object.at("/spec/mainApplicationFile"), problems);
            checkSpark(object, problems);
        }
        return problems;
    }

    private static void checkClass(JsonNode object, JsonNode name, List<String> problems) {
        if (name.isTextual() && !Files.exists(SOURCES.resolve(name.asText().replace('.', '/') + ".java"))) {
            problems.add(Manifests.called(object) + " starts a class that the jar does not have: " + name.asText());
        }
    }

    private void checkFile(JsonNode object, JsonNode file, List<String> problems) {
        String path = file.asText();
        if (path.startsWith(LOCAL) && !dockerfile.contains(path.substring(LOCAL.length()))) {
            problems.add(Manifests.called(object) + " starts a jar that the image does not have: " + path);
        }
    }

    /** The operator believes the manifest; the image and the jars were made for one version. */
    private void checkSpark(JsonNode object, List<String> problems) {
        JsonNode version = object.at("/spec/sparkVersion");
        if (version.isTextual()
                && (!version.asText().equals(sparkVersion) || !dockerfile.contains("/spark:" + sparkVersion + "-"))) {
            problems.add(Manifests.called(object) + " is for Spark " + version.asText() + "; it, the Dockerfile and the"
                    + " pom must say the same, and the pom says " + sparkVersion);
        }
    }
}
