package io.millrace.flink.dedupe;

import io.millrace.flink.metric.FlowCounters;
import io.millrace.flink.metric.FlowMetrics;
import io.millrace.flink.savepoint.FlowStates;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.flink.tally.TallyAccumulator;
import io.millrace.flink.tally.TallyKeeper;
import io.millrace.flink.type.KeyedClean;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.dedupe.Decision;
import io.millrace.pipeline.dedupe.Decision.Content;
import io.millrace.pipeline.dedupe.Deduplicator;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.util.EnumSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets one record of each key through and sends the others to the error zone. A key is remembered for the contract's
 * {@code within}, counted from the arrival of the record that was kept.
 */
public final class DedupeFunction extends KeyedProcessFunction<RowKey, KeyedClean, CleanRecord>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    public static final OutputTag<ErrorRecord> DUPLICATES = new OutputTag<>("duplicates", ValueType.ERROR_RECORD);
    public static final String TALLY = "deduped";

    private static final EnumSet<Count> COUNTS = EnumSet.of(Count.CLEAN, Count.DUPLICATE, Count.DIFFERING);
    private static final EnumSet<Code> CODES = EnumSet.of(Code.DUPLICATE, Code.STALE);

    private final ShippedPlan plan;
    private final String run;
    private final Before before;

    private transient TallyKeeper keeper;
    private transient FlowCounters counters;
    private transient Deduplicator deduplicator;
    private transient ValueState<Kept> kept;

    public DedupeFunction(Plan plan, String run) {
        this(plan, run, Before.NOTHING);
    }

    public DedupeFunction(Plan plan, String run, Before before) {
        this.plan = ShippedPlan.of(plan);
        this.run = run;
        this.before = before;
    }

    /** What may come before the records of a key. */
    public enum Before {
        NOTHING,
        /** Rows that the lake holds already: they come without a timestamp, are remembered, and go no further. */
        HELD_ROWS
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        keeper = TallyKeeper.restore(run, context, getRuntimeContext());
        kept = context.getKeyedStateStore()
                .getState(FlowStates.kept(plan.plan().contract().dedupe().within()));
    }

    @Override
    public void open(OpenContext context) {
        deduplicator = new Deduplicator(plan.plan());
        FlowMetrics metrics = new FlowMetrics(getRuntimeContext().getMetricGroup());
        counters = new FlowCounters(keeper.tally(), metrics, COUNTS, CODES);
        getRuntimeContext().addAccumulator(TALLY, new TallyAccumulator(keeper.tally()));
    }

    @Override
    public void processElement(KeyedClean keyed, Context context, Collector<CleanRecord> out) throws Exception {
        CleanRecord record = keyed.record();
        Kept candidate = deduplicator.candidate(record.row(), record.position());
        if (before == Before.HELD_ROWS && isHeld(context.timestamp())) {
            kept.update(deduplicator.remembered(kept.value(), candidate));
            return;
        }
        Decision decision = deduplicator.decide(kept.value(), candidate);
        if (decision instanceof Decision.Clean) {
            kept.update(candidate);
            counters.add(Count.CLEAN, 1);
            out.collect(record);
        } else if (decision instanceof Decision.Duplicate duplicate) {
            counters.add(Count.DIFFERING, duplicate.content() == Content.DIFFERENT ? 1 : 0);
            turnAway(record, Code.DUPLICATE, duplicate.of(), context);
        } else if (decision instanceof Decision.Stale stale) {
            turnAway(record, Code.STALE, stale.of(), context);
        }
    }

    /** Sorting gives a record without a timestamp the smallest there is. */
    private static boolean isHeld(Long timestamp) {
        return timestamp == null || timestamp == Long.MIN_VALUE;
    }

    private void turnAway(CleanRecord record, Code code, Position of, Context context) {
        counters.add(Count.DUPLICATE, 1);
        counters.add(code);
        context.output(DUPLICATES, ErrorRecord.duplicate(record, code, of));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        keeper.snapshot();
    }
}
