package io.millrace.flink.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.flink.FlowSettings;
import io.millrace.flink.Payments;
import io.millrace.flink.tally.Tally;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.flink.type.KeyedClean;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // Flink's harness closes with any exception
class DedupeFunctionTest {

    private static final String MONDAY = "2025-04-07T10:00:00Z";
    private static final String TUESDAY = "2025-04-08T10:00:00Z";

    @Test
    void the_first_record_of_a_key_is_clean_and_later_ones_point_to_it() throws Exception {
        try (Harness harness = new Harness(Payments.keepingFirst(), "run")) {
            harness.process(1, Payments.payment(7, "1.00", MONDAY));
            harness.process(2, Payments.payment(7, "1.00", MONDAY));
            harness.process(3, Payments.payment(8, "1.00", MONDAY));

            assertThat(harness.clean())
                    .extracting(record -> record.position().offset())
                    .containsExactly(1L, 3L);
            assertThat(harness.turnedAway()).singleElement().satisfies(error -> {
                assertThat(error.position().offset()).isEqualTo(2);
                assertThat(error.duplicateOf().offset()).isEqualTo(1);
                assertThat(error.violations().get(0).code()).isEqualTo(Code.DUPLICATE);
            });
        }
    }

    @Test
    void a_duplicate_with_other_content_is_counted_apart() throws Exception {
        try (Harness harness = new Harness(Payments.keepingFirst(), "run")) {
            harness.process(1, Payments.payment(7, "1.00", MONDAY));
            harness.process(2, Payments.payment(7, "1.0", MONDAY));
            harness.process(3, Payments.payment(7, "2.00", MONDAY));

            assertThat(harness.tally().of(Count.DUPLICATE)).isEqualTo(2);
            assertThat(harness.tally().of(Count.DIFFERING)).isEqualTo(1);
        }
    }

    @Test
    void of_a_key_that_keeps_the_last_newer_is_clean_and_older_is_stale() throws Exception {
        try (Harness harness = new Harness(Payments.keepingLast(), "run")) {
            harness.process(1, Payments.payment(7, "1.00", MONDAY));
            harness.process(2, Payments.payment(7, "2.00", TUESDAY));
            harness.process(3, Payments.payment(7, "3.00", MONDAY));
            harness.process(4, Payments.payment(7, "2.00", TUESDAY));

            assertThat(harness.clean())
                    .extracting(record -> record.position().offset())
                    .containsExactly(1L, 2L);
            assertThat(harness.turnedAway())
                    .extracting(
                            error -> error.violations().get(0).code(),
                            error -> error.duplicateOf().offset())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Code.STALE, 2L),
                            org.assertj.core.groups.Tuple.tuple(Code.DUPLICATE, 2L));
        }
    }

    @Test
    void a_key_is_remembered_while_its_age_is_less_than_within() throws Exception {
        try (Harness harness = new Harness(Payments.keepingFirst(), "run")) {
            harness.clock(0);
            harness.process(1, Payments.payment(7, "1.00", MONDAY));
            harness.clock(Duration.ofHours(1).toMillis() - 1);
            harness.process(2, Payments.payment(7, "1.00", MONDAY));
            harness.clock(Duration.ofHours(1).toMillis());
            harness.process(3, Payments.payment(7, "1.00", MONDAY));

            assertThat(harness.clean())
                    .extracting(record -> record.position().offset())
                    .containsExactly(1L, 3L);
            assertThat(harness.turnedAway())
                    .extracting(error -> error.position().offset())
                    .containsExactly(2L);
        }
    }

    @Test
    void memory_and_counts_go_on_in_the_same_run_after_a_failure() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness(Payments.keepingFirst(), "run")) {
            harness.process(1, Payments.payment(7, "1.00", MONDAY));
            state = harness.snapshot();
        }
        try (Harness harness = new Harness(Payments.keepingFirst(), "run", state)) {
            harness.process(2, Payments.payment(7, "1.00", MONDAY));

            assertThat(harness.turnedAway())
                    .extracting(error -> error.duplicateOf().offset())
                    .containsExactly(1L);
            assertThat(harness.tally().of(Count.CLEAN)).isEqualTo(1);
            assertThat(harness.tally().of(Count.DUPLICATE)).isEqualTo(1);
        }
    }

    @Test
    void another_run_remembers_keys_and_counts_from_zero() throws Exception {
        OperatorSubtaskState state;
        try (Harness harness = new Harness(Payments.keepingFirst(), "monday")) {
            harness.process(1, Payments.payment(7, "1.00", MONDAY));
            state = harness.snapshot();
        }
        try (Harness harness = new Harness(Payments.keepingFirst(), "tuesday", state)) {
            harness.process(2, Payments.payment(7, "1.00", MONDAY));

            assertThat(harness.tally().of(Count.CLEAN)).isZero();
            assertThat(harness.tally().of(Count.DUPLICATE)).isEqualTo(1);
        }
    }

    private static final class Harness implements AutoCloseable {

        private final Judge judge;
        private final KeyedOneInputStreamOperatorTestHarness<RowKey, KeyedClean, CleanRecord> harness;

        Harness(Plan plan, String run) throws Exception {
            this(plan, run, null);
        }

        Harness(Plan plan, String run, OperatorSubtaskState state) throws Exception {
            judge = new Judge(plan, List.of());
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(new DedupeFunction(plan, run)),
                    KeyedClean::key,
                    ValueType.ROW_KEY,
                    FlowSettings.MAX_PARALLELISM,
                    1,
                    0);
            harness.setup(ValueType.CLEAN_RECORD.serializer());
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
        }

        void clock(long millis) throws Exception {
            harness.setStateTtlProcessingTime(millis);
        }

        void process(long offset, String payload) throws Exception {
            SourceRecord record = Payments.record(offset, payload);
            Outcome.Clean outcome = (Outcome.Clean) judge.judge(record);
            harness.processElement(new StreamRecord<>(new KeyedClean(outcome.key(), CleanRecord.of(record, outcome))));
        }

        List<CleanRecord> clean() {
            return new ArrayList<>(harness.extractOutputValues());
        }

        List<ErrorRecord> turnedAway() {
            List<ErrorRecord> errors = new ArrayList<>();
            harness.getSideOutput(DedupeFunction.DUPLICATES).forEach(record -> errors.add(record.getValue()));
            return errors;
        }

        Tally tally() {
            return (Tally) harness.getOperator()
                    .getRuntimeContext()
                    .getAccumulator(DedupeFunction.TALLY)
                    .getLocalValue();
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        @Override
        public void close() throws Exception {
            harness.close();
        }
    }
}
