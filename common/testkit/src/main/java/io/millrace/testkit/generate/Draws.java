package io.millrace.testkit.generate;

/**
 * Pseudo-random numbers that depend on a seed, an index and a purpose only, so that any record can be made without those
 * before it. SplitMix64 (Steele, Lea, Flood 2014): integer arithmetic, the same on every machine.
 */
final class Draws {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** Starts the sequence of one index; sequences of different purposes have nothing to do with each other. */
    void start(long seed, long purpose, long index) {
        state = mix(mix(seed + purpose * GAMMA) + index * GAMMA);
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** From 0 to {@code bound - 1}, for bounds far below 2^63, where the bias of a remainder is none that shows. */
    long below(long bound) {
        return (next() >>> 1) % bound;
    }

    /** Once in {@code times}. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** True with the probability of a {@link #threshold}. */
    boolean falls(long threshold) {
        return next() >>> 11 < threshold;
    }

    /** A share from 0 to 1 as a count of 2^53. */
    static long threshold(double share) {
        return (long) (share * (1L << 53));
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
