package io.millrace.flink.tally;

import io.millrace.flink.savepoint.FlowStates;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Keeps an operator's tally in its checkpoints. After a failure the first subtask goes on with the sum of all; a run
 * with another id starts at zero.
 */
public final class TallyKeeper {

    private final Tally tally;
    private final ListState<Tally> state;

    private TallyKeeper(Tally tally, ListState<Tally> state) {
        this.tally = tally;
        this.state = state;
    }

    public static TallyKeeper restore(String run, FunctionInitializationContext context, RuntimeContext runtime)
            throws Exception {
        ListState<Tally> state = context.getOperatorStateStore().getUnionListState(FlowStates.tally());
        Tally tally = new Tally(run);
        if (runtime.getTaskInfo().getIndexOfThisSubtask() == 0) {
            for (Tally earlier : state.get()) {
                tally.merge(earlier);
            }
        }
        return new TallyKeeper(tally, state);
    }

    public Tally tally() {
        return tally;
    }

    /** Flink writes what it is given later, while the tally goes on counting: it gets a copy. */
    public void snapshot() throws Exception {
        state.update(List.of(tally.copy()));
    }
}
