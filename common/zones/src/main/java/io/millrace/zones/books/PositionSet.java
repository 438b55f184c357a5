package io.millrace.zones.books;

import java.util.HashMap;
import java.util.Map;

/** Positions, at about a bit each where they are dense. */
public final class PositionSet {

    private final Map<Split, OffsetSet> splits = new HashMap<>();
    private final SplitNames names = new SplitNames();

    public void add(String source, String split, long offset) {
        splits.computeIfAbsent(names.of(source, split), absent -> new OffsetSet())
                .add(offset);
    }

    public boolean contains(String source, String split, long offset) {
        OffsetSet offsets = splits.get(names.of(source, split));
        return offsets != null && offsets.contains(offset);
    }

    public boolean isEmpty() {
        return splits.isEmpty();
    }

    /** How many of them the other does not have. */
    public long countWithout(PositionSet other) {
        long count = 0;
        for (Map.Entry<Split, OffsetSet> split : splits.entrySet()) {
            count += split.getValue()
                    .minus(other.splits.getOrDefault(split.getKey(), new OffsetSet()))
                    .count();
        }
        return count;
    }
}
