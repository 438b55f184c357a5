package io.millrace.flink.tally;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one operator did in one run, and how far it has read each split in any run. One thread counts; others may read
 * at any time and then see a state between two records.
 */
@SuppressWarnings("EnumOrdinal") // an index in memory only; checkpoints hold names
public final class Tally implements Serializable {

    private static final long serialVersionUID = 1;

    private final String run;
    private final long[] counts = new long[Count.values().length];
    private final long[] codes = new long[Code.values().length];
    private final Map<SplitId, Reached> splits = new ConcurrentHashMap<>();
    private transient Reached latest;

    public Tally(String run) {
        this.run = run;
    }

    public String run() {
        return run;
    }

    public long of(Count count) {
        return counts[count.ordinal()];
    }

    public long of(Code code) {
        return codes[code.ordinal()];
    }

    public void add(Count count, long more) {
        counts[count.ordinal()] += more;
    }

    public void add(Code code, long more) {
        codes[code.ordinal()] += more;
    }

    /** Notes that everything of the split before {@code next} has been read; never goes back. */
    public void reach(String source, String split, long next) {
        Reached reached = latest;
        if (reached == null || !reached.split.is(source, split)) {
            reached = splits.computeIfAbsent(new SplitId(source, split), Reached::new);
            latest = reached;
        }
        reached.next = Math.max(reached.next, next);
    }

    /** The first offset of the split that has not been read yet, or -1 when nothing of it has. */
    public long next(String source, String split) {
        Reached reached = splits.get(new SplitId(source, split));
        return reached == null ? -1 : reached.next;
    }

    /** Each split that was read, with the first offset not read yet. */
    public List<Position> reached() {
        List<Position> positions = new ArrayList<>();
        splits.values().forEach(reached -> positions.add(reached.position()));
        return positions;
    }

    /** Takes in what another operator did: its counts when it was in the same run, its splits in any case. */
    public void merge(Tally other) {
        if (run.equals(other.run)) {
            for (Count count : Count.values()) {
                add(count, other.of(count));
            }
            for (Code code : Code.values()) {
                add(code, other.of(code));
            }
        }
        other.reached().forEach(position -> reach(position.source(), position.split(), position.offset()));
    }

    public Tally copy() {
        Tally copy = new Tally(run);
        copy.merge(this);
        return copy;
    }

    /** What is counted, beside the violation codes. */
    public enum Count {
        READ,
        CLEAN,
        REJECTED,
        DUPLICATE,
        /** Duplicates whose content differs from the record that was kept. */
        DIFFERING,
        /** Clean rows of a day before the one they came in. */
        LATE,
        /** Payload bytes read. */
        BYTES
    }

    private record SplitId(String source, String split) implements Serializable {
        @SuppressWarnings({"ReferenceEquality", "StringEquality"
        }) // one source hands out the same texts again and again
        boolean is(String otherSource, String otherSplit) {
            return (source == otherSource || source.equals(otherSource))
                    && (split == otherSplit || split.equals(otherSplit));
        }
    }

    private static final class Reached implements Serializable {
        private static final long serialVersionUID = 1;
        private final SplitId split;
        private volatile long next = -1;

        Reached(SplitId split) {
            this.split = split;
        }

        Position position() {
            return new Position(split.source(), split.split(), next);
        }
    }
}
