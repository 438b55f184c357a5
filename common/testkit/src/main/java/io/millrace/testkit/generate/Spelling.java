package io.millrace.testkit.generate;

/** Chooses between spellings that mean the same: always the first for a plain record, any for an unusual one. */
final class Spelling {

    private static final long PURPOSE = 0x5be11;

    private final Draws draws = new Draws();
    private final long seed;
    private final long unusualShare;
    private boolean unusual;

    Spelling(long seed, double unusualShare) {
        this.seed = seed;
        this.unusualShare = Draws.threshold(unusualShare);
    }

    /** The spelling of the record of that index. */
    void start(long index) {
        draws.start(seed, PURPOSE, index);
        unusual = draws.falls(unusualShare);
    }

    /** An unusual spelling whatever the share of them is. */
    void startUnusual(long index) {
        draws.start(seed, PURPOSE, index);
        unusual = true;
    }

    boolean isUnusual() {
        return unusual;
    }

    /** One of so many spellings, from 0. */
    int pick(int spellings) {
        return unusual ? draws.below(spellings) : 0;
    }
}
