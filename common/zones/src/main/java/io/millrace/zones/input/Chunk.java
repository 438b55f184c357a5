package io.millrace.zones.input;

/**
 * A part of a text that can be read by itself: bytes {@code from} to {@code to} of the text, of which the first begins
 * line {@code firstLine}.
 */
public record Chunk(long from, long to, long firstLine) {

    /** All of a text, however long it is. */
    public static final Chunk WHOLE = new Chunk(0, Long.MAX_VALUE, 1);
}
