package io.millrace.cli.conform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.pipeline.row.Position;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one engine did with one line: all that its lake holds of it, raw aside unless there is no more. */
record Door(Map<Zone, List<JsonNode>> found) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a lake holds of these lines. */
    static Map<LakeDigest.Line, Door> of(LakeTexts texts, Set<LakeDigest.Line> lines) throws IOException {
        Map<LakeDigest.Line, Door> doors = new HashMap<>();
        lines.forEach(line -> doors.put(line, new Door(new TreeMap<>())));
        texts.visit((zone, position, text) -> {
            Door door = doors.get(line(position));
            if (door != null) {
                door.found.computeIfAbsent(zone, absent -> new ArrayList<>()).add(tree(text));
            }
        });
        return doors;
    }

    private static LakeDigest.Line line(Position position) {
        return new LakeDigest.Line(position.source(), position.offset());
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Where the record went and why, in a line: {@code rejected: PRECISION of amount}. */
    String text() {
        List<String> parts = new ArrayList<>();
        found.getOrDefault(Zone.CLEAN, List.of())
                .forEach(row -> parts.add("clean, " + row.path("day").asText()));
        found.getOrDefault(Zone.ERROR, List.of()).forEach(line -> parts.add(error(line)));
        if (parts.isEmpty()) {
            parts.add(found.containsKey(Zone.RAW) ? "in raw, behind no door" : "nowhere");
        }
        return String.join(" AND AGAIN ", parts);
    }

    private static String error(JsonNode line) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode violation : line.path("violations")) {
            String of = violation.path("field").asText(violation.path("rule").asText(""));
            reasons.add(violation.path("code").asText() + (of.isEmpty() || of.equals("null") ? "" : " of " + of) + " ("
                    + violation.path("message").asText() + ")");
        }
        return line.path("kind").asText() + ": " + String.join("; ", reasons);
    }

    /** The values that another door has otherwise: by the path of each, here and there. */
    Map<String, String[]> differences(Door other) {
        Map<String, String[]> differences = new TreeMap<>();
        for (Zone zone : Zone.values()) {
            List<JsonNode> here = found.getOrDefault(zone, List.of());
            List<JsonNode> there = other.found.getOrDefault(zone, List.of());
            if (here.size() == 1 && there.size() == 1) {
                compare(zone.folder(), here.get(0), there.get(0), differences);
            } else if (here.size() != there.size()) {
                differences.put("records in " + zone.folder(), new String[] {"" + here.size(), "" + there.size()});
            }
        }
        return differences;
    }

    private static void compare(String path, JsonNode here, JsonNode there, Map<String, String[]> differences) {
        if (here.isObject() && there.isObject()) {
            Set<String> names = new TreeSet<>();
            here.fieldNames().forEachRemaining(names::add);
            there.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path + "." + name, here.path(name), there.path(name), differences));
        } else if (!here.equals(there)) {
            differences.put(path, new String[] {shown(here), shown(there)});
        }
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }
}
