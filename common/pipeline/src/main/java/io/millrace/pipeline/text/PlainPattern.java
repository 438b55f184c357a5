package io.millrace.pipeline.text;

import java.util.List;

/**
 * A pattern made only of what means the same everywhere and can be carried out byte by byte: ASCII characters, classes,
 * {@code \d \w \s}, groups, alternatives and repetitions. Every other pattern is left to RE2/J.
 */
sealed interface PlainPattern {

    /** One character of a set, given as bits 0 to 63 and 64 to 127. */
    record Characters(long low, long high) implements PlainPattern {

        static final Characters NONE = new Characters(0, 0);

        static Characters range(int first, int last) {
            Characters range = NONE;
            for (int character = first; character <= last; character++) {
                range = range.or(
                        character < Long.SIZE
                                ? new Characters(1L << character, 0)
                                : new Characters(0, 1L << (character - Long.SIZE)));
            }
            return range;
        }

        Characters or(Characters other) {
            return new Characters(low | other.low, high | other.high);
        }

        Characters not() {
            return new Characters(~low, ~high);
        }

        boolean has(int character) {
            return (((character < Long.SIZE ? low : high) >>> character) & 1) != 0;
        }
    }

    record Sequence(List<PlainPattern> parts) implements PlainPattern {}

    record Choice(List<PlainPattern> options) implements PlainPattern {}

    /** From {@code least} to {@code most} times; UNBOUNDED has no end. */
    record Repeat(PlainPattern part, int least, int most) implements PlainPattern {
        static final int UNBOUNDED = -1;
    }
}
