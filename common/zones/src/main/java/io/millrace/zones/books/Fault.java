package io.millrace.zones.books;

import java.util.List;
import java.util.OptionalLong;

/**
 * One thing that is wrong with the books, and the files (relative to the lake) in which it stands.
 *
 * @param split null when a whole file is at fault
 * @param offset the offset, or the first of a run of {@code count} offsets
 * @param detail what is wrong, for people
 */
public record Fault(Kind kind, Split split, OptionalLong offset, long count, List<String> files, String detail) {

    public Fault {
        files = List.copyOf(files);
    }

    /** What can be wrong. */
    public enum Kind {
        /** A file that cannot be read to its end; what it held up to there was counted. */
        UNREADABLE_FILE,
        /** A line that is not what its zone says. */
        UNREADABLE_LINE,
        /** A file that does not belong in its zone: its name, its folder. */
        FOREIGN_FILE,
        /** A file that the marker of a run names, and that is not there. */
        MISSING_FILE,
        /** A line whose source time is not of its folder's day. */
        WRONG_DAY,
        /** In raw, but behind no door. */
        LOST,
        /** Behind a door, but not in raw. */
        FOREIGN,
        /** Behind more than one door. */
        TWO_DOORS,
        DOUBLE_RAW,
        DOUBLE_CLEAN,
        DOUBLE_REJECTED,
        DOUBLE_DUPLICATE,
        /** A duplicate of something that is not clean. */
        DANGLING_DUPLICATE,
        /** Offsets between others that are nowhere, without anybody to say that they never held a record. */
        HOLE,
        /** In raw, although the source says it ends before. */
        BEYOND_END
    }
}
