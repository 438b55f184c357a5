package io.millrace.flink.judge;

import io.millrace.contract.write.ContractText;
import io.millrace.flink.metric.FlowCounters;
import io.millrace.flink.metric.FlowMetric;
import io.millrace.flink.metric.FlowMetrics;
import io.millrace.flink.savepoint.FlowStates;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.flink.tally.TallyAccumulator;
import io.millrace.flink.tally.TallyKeeper;
import io.millrace.flink.type.KeyedClean;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.ship.ShippedPlan;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Judges each record: valid ones go on to their key, the others leave with their violations. */
public final class JudgeFunction extends ProcessFunction<SourceRecord, KeyedClean>
        implements CheckpointedFunction, CheckpointListener {

    private static final long serialVersionUID = 1;

    public static final OutputTag<ErrorRecord> REJECTED = new OutputTag<>("rejected", ValueType.ERROR_RECORD);
    public static final String TALLY = "judged";

    private static final EnumSet<Count> COUNTS = EnumSet.of(Count.READ, Count.REJECTED, Count.BYTES, Count.LATE);
    private static final EnumSet<Code> CODES = EnumSet.complementOf(EnumSet.of(Code.DUPLICATE, Code.STALE));

    private final ShippedPlan plan;
    private final ArrayList<MaskKey> maskKeys;
    private final String run;

    private transient TallyKeeper keeper;
    private transient ListState<String> contract;
    private transient FlowCounters counters;
    private transient Judge judge;
    private transient EventDelay delay;
    private transient volatile long lastCheckpoint;

    public JudgeFunction(Plan plan, List<MaskKey> maskKeys, String run) {
        this.plan = ShippedPlan.of(plan);
        this.maskKeys = new ArrayList<>(maskKeys);
        this.run = run;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        keeper = TallyKeeper.restore(run, context, getRuntimeContext());
        contract = context.getOperatorStateStore().getListState(FlowStates.contract());
    }

    @Override
    public void open(OpenContext context) {
        judge = new Judge(plan.plan(), maskKeys);
        delay = new EventDelay(plan.plan());
        FlowMetrics metrics = new FlowMetrics(getRuntimeContext().getMetricGroup());
        counters = new FlowCounters(keeper.tally(), metrics, COUNTS, CODES);
        metrics.gauge(FlowMetric.EVENT_DELAY, delay::millis);
        lastCheckpoint = System.currentTimeMillis();
        metrics.gauge(FlowMetric.CHECKPOINT_AGE, () -> System.currentTimeMillis() - lastCheckpoint);
        getRuntimeContext().addAccumulator(TALLY, new TallyAccumulator(keeper.tally()));
    }

    @Override
    public void processElement(SourceRecord record, Context context, Collector<KeyedClean> out) {
        counters.add(Count.READ, 1);
        counters.add(Count.BYTES, record.payload() == null ? 0 : record.payload().length);
        Outcome outcome = judge.judge(record);
        if (outcome instanceof Outcome.Clean clean) {
            if (delay.note(record, clean)) {
                counters.add(Count.LATE, 1);
            }
            out.collect(new KeyedClean(clean.key(), CleanRecord.of(record, clean)));
        } else if (outcome instanceof Outcome.Rejected rejected) {
            counters.add(Count.REJECTED, 1);
            for (Violation violation : rejected.violations()) {
                counters.add(violation.code());
            }
            context.output(REJECTED, ErrorRecord.rejected(record, rejected));
        }
        keeper.tally()
                .reach(
                        record.position().source(),
                        record.position().split(),
                        record.position().offset() + 1);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        keeper.snapshot();
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        contract.update(first ? List.of(ContractText.of(plan.plan().contract())) : List.of());
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        lastCheckpoint = System.currentTimeMillis();
    }
}
