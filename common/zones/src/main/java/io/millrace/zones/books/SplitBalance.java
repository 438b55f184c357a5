package io.millrace.zones.books;

import java.util.OptionalLong;

/**
 * The counts of one split. {@code first} and {@code last} are the offsets at both ends of raw; {@code holes} counts the
 * offsets between them that are nowhere, {@code unexplained} those of them that nobody answers for; {@code behind} is how
 * many offsets the source holds beyond the last, if somebody knows.
 */
public record SplitBalance(
        Split split,
        long raw,
        long clean,
        long rejected,
        long duplicate,
        long holes,
        long unexplained,
        OptionalLong first,
        OptionalLong last,
        OptionalLong behind) {}
