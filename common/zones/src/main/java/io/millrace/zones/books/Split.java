package io.millrace.zones.books;

import java.util.Comparator;

/** A sequence of offsets: a partition of a topic, or a file. */
public record Split(String source, String split) implements Comparable<Split> {

    /** By source, then by split: shorter numbers first. */
    private static final Comparator<Split> ORDER = Comparator.comparing(Split::source)
            .thenComparingInt(split -> split.split().length())
            .thenComparing(Split::split);

    @Override
    public int compareTo(Split other) {
        return ORDER.compare(this, other);
    }
}
