package io.millrace.zones.books;

import io.millrace.pipeline.row.Position;

/** Is shown every position that stands in the zones. */
interface PositionSink {

    /**
     * Is shown a position and where it stands.
     *
     * @param duplicateOf null unless the book is that of duplicates
     * @param file the file in which it stands, relative to the lake
     */
    void position(Book book, Split split, long offset, Position duplicateOf, String file);
}
