package io.millrace.zones.books;

import io.millrace.zones.books.Fault.Kind;
import io.millrace.zones.books.OffsetAuthority.Range;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The offsets of a split that are nowhere although others around them are. With an authority, those before the first are
 * holes too; without one, nobody knows where the split begins.
 */
final class Holes {

    /** Beyond so many records that the source says it holds, the rest of a hole is taken as one. */
    private static final int ASKED = 100;

    private final Split split;
    private final OffsetAuthority authority;
    private final Range range;
    private final Faults faults;
    private long count;
    private long unexplained;
    private long next;
    private int asked;

    Holes(Split split, OffsetAuthority authority, Range range, Faults faults) {
        this.split = split;
        this.authority = authority;
        this.range = range;
        this.faults = faults;
    }

    void search(OffsetSet present) throws IOException {
        if (present.isEmpty()) {
            return;
        }
        next = range == null ? present.first() : Math.min(present.first(), range.begin());
        try {
            present.forEach(offset -> {
                if (offset > next) {
                    hole(next, offset);
                }
                next = Math.max(next, offset + 1);
                return true;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    long count() {
        return count;
    }

    long unexplained() {
        return unexplained;
    }

    private void hole(long from, long to) {
        count += to - from;
        if (range == null) {
            unexplained(from, to, "nowhere in the zones");
            return;
        }
        if (from < range.begin()) {
            unexplained(from, Math.min(to, range.begin()), "nowhere in the zones, and gone from the source");
        }
        ask(Math.max(from, range.begin()), Math.min(to, range.end()));
        if (to > range.end()) {
            unexplained(Math.max(from, range.end()), to, "nowhere in the zones, and beyond the end of the source");
        }
    }

    private void ask(long from, long to) {
        long at = from;
        while (at < to) {
            OptionalLong found = firstRecord(at, to);
            if (found.isEmpty()) {
                return;
            }
            at = asked < ASKED ? found.getAsLong() + 1 : to;
            asked++;
            unexplained(found.getAsLong(), at, "nowhere in the zones, but the source holds a record");
        }
    }

    private OptionalLong firstRecord(long from, long to) {
        try {
            return authority.firstRecord(split, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unexplained(long from, long to, String detail) {
        unexplained += to - from;
        faults.add(new Fault(Kind.HOLE, split, OptionalLong.of(from), to - from, List.of(), detail));
    }
}
