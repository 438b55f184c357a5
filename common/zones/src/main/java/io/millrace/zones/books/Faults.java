package io.millrace.zones.books;

import io.millrace.zones.books.Fault.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts every fault and keeps the first of each kind, so that the flood of one does not hide another. */
final class Faults {

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Fault>> first = new EnumMap<>(Kind.class);

    /** Adds a fault that is known with its file. */
    void add(Fault fault) {
        count(fault.kind(), fault.count());
        keep(fault);
    }

    void count(Kind kind, long count) {
        counts.merge(kind, count, Faults::saturatedSum);
    }

    /** Keeps a fault that was counted already; false when enough of its kind are kept. */
    boolean keep(Fault fault) {
        List<Fault> kept = first.computeIfAbsent(fault.kind(), kind -> new ArrayList<>());
        if (kept.size() == Audit.NAMED) {
            return false;
        }
        return kept.add(fault);
    }

    Map<Kind, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    Stream<Fault> kept() {
        return first.values().stream().flatMap(List::stream);
    }

    /** As many as are to be named: kind after kind, but at least one of each as long as there is room. */
    List<Fault> named() {
        List<Fault> named = new ArrayList<>();
        for (int place = 0; place < Audit.NAMED; place++) {
            for (List<Fault> kept : first.values()) {
                if (place < kept.size() && named.size() < Audit.NAMED) {
                    named.add(kept.get(place));
                }
            }
        }
        named.sort(Comparator.comparing(Fault::kind));
        return named;
    }

    private static long saturatedSum(long left, long right) {
        return left + right < 0 ? Long.MAX_VALUE : left + right;
    }
}
