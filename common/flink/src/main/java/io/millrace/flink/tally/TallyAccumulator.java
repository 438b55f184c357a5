package io.millrace.flink.tally;

import org.apache.flink.api.common.accumulators.Accumulator;

/** Brings the tallies of an operator's subtasks to the one who runs the job. */
public final class TallyAccumulator implements Accumulator<Tally, Tally> {

    private static final long serialVersionUID = 1;

    private Tally tally;

    public TallyAccumulator(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void add(Tally more) {
        tally.merge(more);
    }

    @Override
    public Tally getLocalValue() {
        return tally;
    }

    @Override
    public void resetLocal() {
        tally = new Tally(tally.run());
    }

    @Override
    public void merge(Accumulator<Tally, Tally> other) {
        tally.merge(other.getLocalValue());
    }

    @Override
    @SuppressWarnings("MissingSuperCall") // Accumulator declares clone without Cloneable
    public Accumulator<Tally, Tally> clone() {
        return new TallyAccumulator(tally.copy());
    }
}
