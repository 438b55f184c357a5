package io.millrace.testkit.contract;

import io.millrace.pipeline.row.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that stands in the zones of a dataset, one text a record: what it is, and the day of its folder. By
 * position, so that the order of files and rows does not count.
 */
record LakeContent(Map<String, String> raw, Map<String, String> clean, Map<String, String> error) {

    private static final int SHOWN = 5;

    LakeContent() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    static String key(Position position) {
        return position.source() + "/" + position.split() + "/" + position.offset();
    }

    /** Adds a record; a second at the same position stands beside the first, and equals nothing. */
    static void put(Map<String, String> zone, Position position, String text) {
        zone.merge(key(position), text, (one, other) -> one + " AND AGAIN " + other);
    }

    /** The positions at which this lake is not what it should be, each with what is there and what should be. */
    List<String> differences(LakeContent expected) {
        List<String> differences = new ArrayList<>();
        compare("raw", raw, expected.raw, differences);
        compare("clean", clean, expected.clean, differences);
        compare("error", error, expected.error, differences);
        return differences;
    }

    /** The part of it that comes from one file. */
    LakeContent of(String source) {
        LakeContent part = new LakeContent();
        String prefix = source + "/";
        copy(raw, prefix, part.raw);
        copy(clean, prefix, part.clean);
        copy(error, prefix, part.error);
        return part;
    }

    private static void copy(Map<String, String> from, String prefix, Map<String, String> to) {
        from.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                to.put(key, text);
            }
        });
    }

    private static void compare(
            String zone, Map<String, String> found, Map<String, String> expected, List<String> differences) {
        Set<String> keys = new TreeSet<>(found.keySet());
        keys.addAll(expected.keySet());
        for (String key : keys) {
            String is = found.get(key);
            String should = expected.get(key);
            if (!Objects.equals(is, should) && differences.size() < SHOWN) {
                differences.add(zone + " " + key + "\n  is     " + is + "\n  should " + should);
            }
        }
    }
}
