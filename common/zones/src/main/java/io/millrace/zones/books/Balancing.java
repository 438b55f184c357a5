package io.millrace.zones.books;

import io.millrace.zones.books.Fault.Kind;
import io.millrace.zones.books.OffsetAuthority.Range;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Compares the books of one split. */
final class Balancing {

    private final Split split;
    private final SplitBooks books;
    private final OffsetAuthority authority;
    private final Range range;
    private final OptionalLong records;
    private final Faults faults;

    /**
     * Balances one split.
     *
     * @param range what the source holds of the split now; null if nobody knows
     * @param records how many a bounded run has read of it, if one has: its other offsets are blank lines
     */
    Balancing(
            Split split,
            SplitBooks books,
            OffsetAuthority authority,
            Range range,
            OptionalLong records,
            Faults faults) {
        this.split = split;
        this.books = books;
        this.authority = authority;
        this.range = range;
        this.records = records;
        this.faults = faults;
    }

    SplitBalance balance() throws IOException {
        OffsetSet raw = books.offsets(Book.RAW);
        OffsetSet doors = books.doors();
        note(Kind.LOST, raw.minus(doors), "in raw, but neither clean nor rejected nor duplicate");
        note(Kind.FOREIGN, doors.minus(raw), "has an outcome, but is not in raw");
        note(Kind.TWO_DOORS, books.twoDoors(), "has more than one outcome");
        repeated(Kind.DOUBLE_RAW, Book.RAW);
        repeated(Kind.DOUBLE_CLEAN, Book.CLEAN);
        repeated(Kind.DOUBLE_REJECTED, Book.REJECTED);
        repeated(Kind.DOUBLE_DUPLICATE, Book.DUPLICATE);
        Holes holes = new Holes(split, authority, range, faults);
        if (records.isPresent()) {
            countAgain(raw);
        } else {
            holes.search(raw.or(doors));
        }
        return new SplitBalance(
                split,
                raw.count(),
                books.offsets(Book.CLEAN).count(),
                books.offsets(Book.REJECTED).count(),
                books.offsets(Book.DUPLICATE).count(),
                records.isPresent() ? blanks(raw) : holes.count(),
                holes.unexplained(),
                raw.isEmpty() ? OptionalLong.empty() : OptionalLong.of(raw.first()),
                raw.isEmpty() ? OptionalLong.empty() : OptionalLong.of(raw.last()),
                range == null ? OptionalLong.empty() : OptionalLong.of(behind(raw)));
    }

    private void countAgain(OffsetSet raw) {
        long missing = records.getAsLong() - raw.count();
        if (missing != 0) {
            OptionalLong at = OptionalLong.of(raw.isEmpty() ? 0 : raw.last());
            String detail = "a run read " + records.getAsLong() + " records of this file, but raw holds " + raw.count();
            faults.add(new Fault(Kind.HOLE, split, at, Math.abs(missing), List.of(), detail));
        }
    }

    private static long blanks(OffsetSet raw) {
        return raw.isEmpty() ? 0 : raw.last() - raw.first() + 1 - raw.count();
    }

    /** Also notes what lies beyond the source's end. */
    private long behind(OffsetSet raw) throws IOException {
        if (!raw.isEmpty() && raw.last() >= range.end()) {
            note(Kind.BEYOND_END, raw.from(range.end()), "in raw, but the source ends at " + range.end());
            return 0;
        }
        long next = raw.isEmpty() ? range.begin() : Math.max(range.begin(), raw.last() + 1);
        OptionalLong unread = authority.firstRecord(split, next, range.end());
        return unread.isPresent() ? range.end() - unread.getAsLong() : 0;
    }

    private void repeated(Kind kind, Book book) {
        long times = books.repeats(book);
        if (times > 0) {
            faults.count(kind, times);
            keep(kind, books.repeated(book), "stands more than once in the zone");
        }
    }

    private void note(Kind kind, OffsetSet offsets, String detail) {
        if (!offsets.isEmpty()) {
            faults.count(kind, offsets.count());
            keep(kind, offsets, detail);
        }
    }

    private void keep(Kind kind, OffsetSet offsets, String detail) {
        offsets.forEach(offset -> faults.keep(new Fault(kind, split, OptionalLong.of(offset), 1, List.of(), detail)));
    }
}
