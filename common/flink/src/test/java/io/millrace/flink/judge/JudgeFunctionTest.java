package io.millrace.flink.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.Payments;
import io.millrace.flink.tally.Tally;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.flink.type.KeyedClean;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.record.ErrorRecord;
import java.util.List;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness closes with any exception
class JudgeFunctionTest {

    private static final String SAME_DAY = "2025-04-06T09:00:00Z";
    private static final String DAY_BEFORE = "2025-04-05T23:59:59Z";

    @Test
    void valid_records_go_on_and_the_others_leave_with_all_their_violations() throws Exception {
        try (OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness = harness("run", null)) {
            process(harness, 1, Payments.payment(1, "1.00", SAME_DAY));
            process(harness, 2, "{\"id\":0,\"amount\":\"x\"}");
            process(harness, 3, null);

            assertThat(harness.extractOutputValues())
                    .extracting(keyed -> keyed.record().position().offset())
                    .containsExactly(1L);
            assertThat(harness.getSideOutput(JudgeFunction.REJECTED))
                    .extracting(StreamRecord::getValue)
                    .extracting(ErrorRecord::violations)
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .extracting(violation -> violation.code())
                                    .containsExactly(Code.OUT_OF_RANGE, Code.WRONG_TYPE, Code.MISSING),
                            second -> assertThat(second)
                                    .extracting(violation -> violation.code())
                                    .containsExactly(Code.EMPTY));
        }
    }

    @Test
    void it_counts_what_it_reads_and_how_far() throws Exception {
        try (OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness = harness("run", null)) {
            process(harness, 5, Payments.payment(1, "1.00", SAME_DAY));
            process(harness, 6, Payments.payment(2, "1.00", DAY_BEFORE));
            process(harness, 9, "{}");

            Tally tally = tally(harness);
            assertThat(tally.of(Count.READ)).isEqualTo(3);
            assertThat(tally.of(Count.REJECTED)).isEqualTo(1);
            assertThat(tally.of(Code.MISSING)).isEqualTo(3);
            assertThat(tally.of(Count.LATE)).isEqualTo(1);
            assertThat(tally.next("payments", "0")).isEqualTo(10);
            assertThat(tally.next("payments", "1")).isEqualTo(-1);
        }
    }

    @Test
    void a_snapshot_does_not_count_what_comes_after_it() throws Exception {
        try (OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness = harness("run", null)) {
            process(harness, 5, Payments.payment(1, "1.00", SAME_DAY));
            OperatorSnapshotFutures snapshot = harness.getOperator()
                    .snapshotState(
                            1,
                            1,
                            CheckpointOptions.forCheckpointWithDefaultLocation(),
                            new MemCheckpointStreamFactory(1 << 20));
            process(harness, 6, Payments.payment(2, "1.00", SAME_DAY));
            OperatorSubtaskState state =
                    OperatorSnapshotFinalizer.create(snapshot).getJobManagerOwnedState();

            try (OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> restored = harness("run", state)) {
                assertThat(tally(restored).of(Count.READ)).isEqualTo(1);
                assertThat(tally(restored).next("payments", "0")).isEqualTo(6);
            }
        }
    }

    @Test
    void another_run_counts_from_zero_and_knows_how_far_the_last_one_came() throws Exception {
        OperatorSubtaskState state;
        try (OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness = harness("monday", null)) {
            process(harness, 5, Payments.payment(1, "1.00", SAME_DAY));
            state = harness.snapshot(1, 1);
        }
        try (OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness = harness("tuesday", state)) {
            assertThat(tally(harness).of(Count.READ)).isZero();
            assertThat(tally(harness).next("payments", "0")).isEqualTo(6);
        }
    }

    private static OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness(
            String run, OperatorSubtaskState state) throws Exception {
        OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new JudgeFunction(Payments.keepingFirst(), List.of(), run)),
                ValueType.SOURCE_RECORD.serializer());
        harness.setup(ValueType.KEYED_CLEAN.serializer());
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static void process(
            OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness, long offset, String payload)
            throws Exception {
        harness.processElement(new StreamRecord<>(Payments.record(offset, payload)));
    }

    private static Tally tally(OneInputStreamOperatorTestHarness<SourceRecord, KeyedClean> harness) {
        return (Tally) ((ProcessOperator<?, ?>) harness.getOperator())
                .getRuntimeContext()
                .getAccumulator(JudgeFunction.TALLY)
                .getLocalValue();
    }
}
