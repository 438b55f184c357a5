package io.millrace.zones.books;

import java.util.EnumMap;
import java.util.Map;

/** The offsets of one split in each book, which of them came twice, and which of them duplicates point to. */
final class SplitBooks {

    private static final OffsetSet NONE = new OffsetSet();

    private final Map<Book, OffsetSet> once = new EnumMap<>(Book.class);
    private final Map<Book, OffsetSet> again = new EnumMap<>(Book.class);
    private final Map<Book, Long> repeats = new EnumMap<>(Book.class);
    private final OffsetSet targets = new OffsetSet();

    void add(Book book, long offset) {
        if (!once.computeIfAbsent(book, absent -> new OffsetSet()).add(offset)) {
            again.computeIfAbsent(book, absent -> new OffsetSet()).add(offset);
            repeats.merge(book, 1L, Long::sum);
        }
    }

    void addTarget(long offset) {
        targets.add(offset);
    }

    OffsetSet offsets(Book book) {
        return once.getOrDefault(book, NONE);
    }

    /** The offsets that were added more than once. */
    OffsetSet repeated(Book book) {
        return again.getOrDefault(book, NONE);
    }

    /** How many times too often. */
    long repeats(Book book) {
        return repeats.getOrDefault(book, 0L);
    }

    OffsetSet doors() {
        return offsets(Book.CLEAN).or(offsets(Book.REJECTED)).or(offsets(Book.DUPLICATE));
    }

    OffsetSet twoDoors() {
        OffsetSet clean = offsets(Book.CLEAN);
        OffsetSet rejected = offsets(Book.REJECTED);
        OffsetSet duplicate = offsets(Book.DUPLICATE);
        return clean.and(rejected).or(clean.and(duplicate)).or(rejected.and(duplicate));
    }

    /** What duplicates of any split point to in this one, although it is not clean. */
    OffsetSet danglingTargets() {
        return targets.minus(offsets(Book.CLEAN));
    }
}
