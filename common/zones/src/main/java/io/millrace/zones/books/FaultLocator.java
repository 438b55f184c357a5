package io.millrace.zones.books;

import io.millrace.pipeline.row.Position;
import io.millrace.zones.books.Fault.Kind;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Finds, in a second reading, the files in which faults stand, and the duplicates that point to nothing clean. */
final class FaultLocator implements PositionSink {

    /** A position in more files than these is well enough described. */
    private static final int MOST_FILES = 8;

    private final Map<Split, Map<Long, Set<String>>> wanted = new HashMap<>();
    private final Map<Split, OffsetSet> dangling = new HashMap<>();
    private final Faults faults;

    FaultLocator(Map<Split, SplitBooks> splits, Faults faults) {
        this.faults = faults;
        splits.forEach((split, books) -> {
            OffsetSet targets = books.danglingTargets();
            if (!targets.isEmpty()) {
                dangling.put(split, targets);
            }
        });
        faults.kept()
                .filter(fault -> fault.offset().isPresent() && fault.files().isEmpty() && fault.kind() != Kind.HOLE)
                .forEach(fault -> wanted.computeIfAbsent(fault.split(), absent -> new HashMap<>())
                        .put(fault.offset().getAsLong(), new LinkedHashSet<>()));
    }

    boolean isNeeded() {
        return !wanted.isEmpty() || !dangling.isEmpty();
    }

    @Override
    public void position(Book book, Split split, long offset, Position duplicateOf, String file) {
        Set<String> found = wanted.getOrDefault(split, Map.of()).get(offset);
        if (found != null && found.size() < MOST_FILES) {
            found.add(file);
        }
        if (duplicateOf != null && dangles(duplicateOf)) {
            String detail = "duplicate of " + duplicateOf.source() + "/" + duplicateOf.split() + "/"
                    + duplicateOf.offset() + ", which is not clean";
            faults.add(new Fault(Kind.DANGLING_DUPLICATE, split, OptionalLong.of(offset), 1, List.of(file), detail));
        }
    }

    private boolean dangles(Position target) {
        OffsetSet targets = dangling.get(new Split(target.source(), target.split()));
        return targets != null && targets.contains(target.offset());
    }

    /** The fault with the files that were found. */
    Fault located(Fault fault) {
        if (!fault.files().isEmpty() || fault.offset().isEmpty()) {
            return fault;
        }
        Set<String> files = wanted.getOrDefault(fault.split(), Map.of())
                .getOrDefault(fault.offset().getAsLong(), Set.of());
        return new Fault(
                fault.kind(), fault.split(), fault.offset(), fault.count(), List.copyOf(files), fault.detail());
    }
}
