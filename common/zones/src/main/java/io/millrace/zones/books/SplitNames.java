package io.millrace.zones.books;

import java.util.HashMap;
import java.util.Map;

/** One object for each split, however often its names are read. */
final class SplitNames {

    private final Map<Split, Split> known = new HashMap<>();

    Split of(String source, String split) {
        Split name = new Split(source, split);
        Split first = known.putIfAbsent(name, name);
        return first == null ? name : first;
    }
}
