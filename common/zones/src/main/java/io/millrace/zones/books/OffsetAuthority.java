package io.millrace.zones.books;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Somebody who knows what the source itself holds, such as the broker. Offsets are not dense (transactions, compaction);
 * only the source can say that a hole never held a record.
 */
public interface OffsetAuthority {

    /** The splits that these sources have now, with what each still holds; a source that is gone has none. */
    Map<Split, Range> ranges(Set<String> sources) throws IOException;

    /**
     * The first offset in {@code [from, to)}, within the split's range, that holds a record; empty when none does.
     */
    OptionalLong firstRecord(Split split, long from, long to) throws IOException;

    /** Offsets from {@code begin} up to, not including, {@code end}. */
    record Range(long begin, long end) {}

    /** Nobody: every hole stays unexplained, and no end is known. */
    static OffsetAuthority none() {
        return new OffsetAuthority() {
            @Override
            public Map<Split, Range> ranges(Set<String> sources) {
                return Map.of();
            }

            @Override
            public OptionalLong firstRecord(Split split, long from, long to) {
                throw new IllegalArgumentException("knows no split, so nobody may ask for " + split);
            }
        };
    }
}
