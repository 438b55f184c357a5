package io.millrace.zones.books;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** A set of offsets, from 0 up, that costs about a bit each when they are dense. */
final class OffsetSet {

    private static final int LOW_BITS = 32;

    /** Bitmaps of the low halves, by high half. */
    private final TreeMap<Integer, RoaringBitmap> parts = new TreeMap<>();

    private int lastHigh = -1;
    private RoaringBitmap last;

    /** Adds an offset; false when it was there already. */
    boolean add(long offset) {
        int high = (int) (offset >>> LOW_BITS);
        if (high != lastHigh) {
            last = parts.computeIfAbsent(high, absent -> new RoaringBitmap());
            lastHigh = high;
        }
        return last.checkedAdd((int) offset);
    }

    boolean contains(long offset) {
        RoaringBitmap part = parts.get((int) (offset >>> LOW_BITS));
        return part != null && part.contains((int) offset);
    }

    long count() {
        return parts.values().stream()
                .mapToLong(RoaringBitmap::getLongCardinality)
                .sum();
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    OffsetSet minus(OffsetSet other) {
        return combine(other, (ours, theirs) -> RoaringBitmap.andNot(ours, theirs));
    }

    OffsetSet and(OffsetSet other) {
        return combine(other, (ours, theirs) -> RoaringBitmap.and(ours, theirs));
    }

    OffsetSet or(OffsetSet other) {
        OffsetSet union = combine(other, (ours, theirs) -> RoaringBitmap.or(ours, theirs));
        other.parts.forEach((high, part) -> union.parts.putIfAbsent(high, part));
        return union;
    }

    /** Those from this offset on. */
    OffsetSet from(long least) {
        OffsetSet result = new OffsetSet();
        forEach(offset -> {
            if (offset >= least) {
                result.add(offset);
            }
            return true;
        });
        return result;
    }

    private OffsetSet combine(OffsetSet other, BinaryOperator<RoaringBitmap> operation) {
        OffsetSet result = new OffsetSet();
        for (Map.Entry<Integer, RoaringBitmap> part : parts.entrySet()) {
            RoaringBitmap theirs = other.parts.getOrDefault(part.getKey(), new RoaringBitmap());
            RoaringBitmap combined = operation.apply(part.getValue(), theirs);
            if (!combined.isEmpty()) {
                result.parts.put(part.getKey(), combined);
            }
        }
        return result;
    }

    long first() {
        Map.Entry<Integer, RoaringBitmap> part = parts.firstEntry();
        return join(part.getKey(), part.getValue().first());
    }

    long last() {
        Map.Entry<Integer, RoaringBitmap> part = parts.lastEntry();
        return join(part.getKey(), part.getValue().last());
    }

    /** Shows the offsets in order, until the visitor has seen enough. */
    void forEach(Visitor visitor) {
        for (Map.Entry<Integer, RoaringBitmap> part : parts.entrySet()) {
            PeekableIntIterator lows = part.getValue().getIntIterator();
            while (lows.hasNext()) {
                if (!visitor.visit(join(part.getKey(), lows.next()))) {
                    return;
                }
            }
        }
    }

    private static long join(int high, int low) {
        return ((long) high << LOW_BITS) | (low & 0xFFFFFFFFL);
    }

    @FunctionalInterface
    interface Visitor {
        /** Returns whether it wants to see more. */
        boolean visit(long offset);
    }
}
