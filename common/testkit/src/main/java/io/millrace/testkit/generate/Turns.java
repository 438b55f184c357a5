package io.millrace.testkit.generate;

import io.millrace.testkit.generate.GeneratorOptions.Mix;
import java.util.Set;

/**
 * Decides for each index, from the seed alone, whether its record is a good one, a bad one or a repeat, and whose key and
 * content it has.
 */
final class Turns {

    private static final long PURPOSE = 0x7e4;
    private static final int SEARCH = 64;
    /** A repeat follows its original at most so many records later. */
    static final int FARTHEST_REPEAT = 10_000;

    private static final BadKind[] KINDS = BadKind.values();
    private static final Likeness[] LIKENESSES = Likeness.values();

    enum Turn {
        GOOD,
        BAD,
        REPEAT
    }

    /** What a repeat has in common with its original beside the key. */
    enum Likeness {
        EVERY_BYTE,
        VALUES,
        NOTHING
    }

    private final long seed;
    private final long duplicates;
    private final long[] upTo;
    private final Draws draws = new Draws();

    private Turn turn;
    private BadKind kind;
    private Likeness likeness;
    private long original;

    Turns(long seed, Mix mix, Set<BadKind> possible) {
        this.seed = seed;
        duplicates = Draws.threshold(mix.duplicates());
        upTo = new long[KINDS.length];
        double sum = mix.duplicates();
        for (int at = 0; at < KINDS.length; at++) {
            sum += possible.contains(KINDS[at]) ? mix.bad().getOrDefault(KINDS[at], 0.0) : 0;
            upTo[at] = Draws.threshold(sum);
        }
    }

    /** Decides about one index. */
    Turn decide(long index) {
        long lot = lot(index);
        turn = Turn.GOOD;
        if (lot < duplicates) {
            decideRepeat(index);
        } else if (isBad(lot)) {
            turn = Turn.BAD;
            int at = 0;
            while (lot >= upTo[at]) {
                at++;
            }
            kind = KINDS[at];
        }
        return turn;
    }

    BadKind kind() {
        return kind;
    }

    Likeness likeness() {
        return likeness;
    }

    /** Whom a repeat repeats. */
    long original() {
        return original;
    }

    /**
     * The index that the key of a good record belongs to: its own, or that of the bad record just before it, of which it
     * then is the corrected version.
     */
    long keyIndex(long index) {
        boolean corrects =
                index > 0 && isGood(lot(index)) && isBad(lot(index - 1)) && (Draws.mix(seed + index) & 1) == 0;
        return corrects ? index - 1 : index;
    }

    /** Looks for a good record some way back; where there is none, the record is a good one itself. */
    private void decideRepeat(long index) {
        if (index == 0) {
            return;
        }
        long candidate = index - 1 - draws.below(Math.min(index, FARTHEST_REPEAT - SEARCH));
        likeness = LIKENESSES[draws.below(LIKENESSES.length)];
        long last = Math.max(0, candidate - SEARCH);
        for (; candidate >= last; candidate--) {
            if (isGood(lot(candidate))) {
                turn = Turn.REPEAT;
                original = candidate;
                return;
            }
        }
    }

    private long lot(long index) {
        draws.start(seed, PURPOSE, index);
        return draws.next() >>> 11;
    }

    private boolean isBad(long lot) {
        return lot >= duplicates && !isGood(lot);
    }

    private boolean isGood(long lot) {
        return lot >= upTo[upTo.length - 1];
    }
}
