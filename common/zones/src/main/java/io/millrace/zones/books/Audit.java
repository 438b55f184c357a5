package io.millrace.zones.books;

import io.millrace.zones.books.Fault.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What the audit of a dataset found.
 *
 * @param faults how many of each kind; empty when the books balance
 * @param named the first of them, with the files in which they stand
 * @param rows how many rows or lines each file of the clean and error zones holds, by its path relative to the lake
 * @param replacing the runs that take the place of others, by the name of the run or the path of the file that was there
 */
public record Audit(
        String dataset,
        List<SplitBalance> splits,
        Map<Kind, Long> faults,
        List<Fault> named,
        Map<String, Long> rows,
        Map<String, Set<String>> replacing,
        long files,
        long bytes) {

    /** So many faults are named. */
    public static final int NAMED = 20;

    public Audit {
        splits = List.copyOf(splits);
        named = List.copyOf(named);
    }

    /** Whether every record that is in raw left by exactly one door, and nothing else is wrong. */
    public boolean balanced() {
        return faults.isEmpty();
    }

    public long raw() {
        return sum(SplitBalance::raw);
    }

    public long clean() {
        return sum(SplitBalance::clean);
    }

    public long rejected() {
        return sum(SplitBalance::rejected);
    }

    public long duplicate() {
        return sum(SplitBalance::duplicate);
    }

    public long holes() {
        return sum(SplitBalance::holes);
    }

    private long sum(ToLongFunction<SplitBalance> count) {
        return splits.stream().mapToLong(count).sum();
    }
}
