package io.millrace.cli.conform;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.Zone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a lake holds at each line of each file, in eight bytes a line, so that lakes of many millions of records can be
 * compared. Two texts at one line add up, so that a record which is there twice is told from one that is there once.
 */
final class LakeDigest {

    private static final int START = 1024;

    private final Map<String, long[]> lines = new TreeMap<>();
    private final MessageDigest sha256 = sha256();

    private LakeDigest() {}

    static LakeDigest of(LakeTexts texts) throws IOException {
        LakeDigest digest = new LakeDigest();
        texts.visit(digest::add);
        return digest;
    }

    private void add(Zone zone, Position position, String text) {
        sha256.update(zone.folder().getBytes(StandardCharsets.UTF_8));
        byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        int line = Math.toIntExact(position.offset());
        long[] known = lines.computeIfAbsent(position.source(), absent -> new long[START]);
        if (line >= known.length) {
            known = Arrays.copyOf(known, Math.max(line + 1, 2 * known.length));
            lines.put(position.source(), known);
        }
        known[line] += ByteBuffer.wrap(hash).getLong();
    }

    /** At how many lines the two are not the same, and the first of those. */
    Difference to(LakeDigest other, int most) {
        Set<String> sources = new TreeSet<>(lines.keySet());
        sources.addAll(other.lines.keySet());
        List<Line> first = new ArrayList<>();
        long count = 0;
        for (String source : sources) {
            long[] one = lines.getOrDefault(source, new long[0]);
            long[] two = other.lines.getOrDefault(source, new long[0]);
            for (int line = 0; line < Math.max(one.length, two.length); line++) {
                if ((line < one.length ? one[line] : 0) != (line < two.length ? two[line] : 0)) {
                    count++;
                    if (first.size() < most) {
                        first.add(new Line(source, line));
                    }
                }
            }
        }
        return new Difference(count, first);
    }

    /** A line of an input file. */
    record Line(String source, long number) {}

    /** How many lines differ, and the first of them. */
    record Difference(long lines, List<Line> first) {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
