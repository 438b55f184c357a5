package io.millrace.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In what overlays may differ: the first column of a table in docs/reference/deploy.md, and nothing else. */
final class Differences {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    private final List<Pattern> allowed = new ArrayList<>();

    Differences() throws IOException {
        String page = Files.readString(Manifests.HOME.resolve("docs/reference/deploy.md"));
        int begin = page.indexOf("<!-- begin: overlays -->");
        Matcher row = ROW.matcher(page.substring(begin, page.indexOf("<!-- end: overlays -->", begin)));
        while (row.find()) {
            allowed.add(Pattern.compile(("\\Q" + row.group(1) + "\\E").replace("*", "\\E.*\\Q")));
        }
    }

    /** Places in which two overlays differ although the page does not say so. */
    List<String> between(List<JsonNode> one, List<JsonNode> other) {
        Map<String, String> left = flat(one);
        Map<String, String> right = flat(other);
        TreeSet<String> places = new TreeSet<>(left.keySet());
        places.addAll(right.keySet());
        return places.stream()
                .filter(place -> !Objects.equals(left.get(place), right.get(place)))
                .filter(place -> allowed.stream()
                        .noneMatch(pattern -> pattern.matcher(place).matches()))
                .toList();
    }

    int count() {
        return allowed.size();
    }

    private static Map<String, String> flat(List<JsonNode> objects) {
        Map<String, String> flat = new TreeMap<>();
        objects.forEach(object -> flatten(object, Manifests.called(object), flat));
        return flat;
    }

    private static void flatten(JsonNode node, String place, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(member -> flatten(member.getValue(), place + "/" + member.getKey(), into));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                flatten(node.get(index), place + "/" + index, into);
            }
        } else {
            into.put(place, node.asText());
        }
    }
}
