package io.millrace.flink;

import io.millrace.flink.dedupe.DedupeFunction;
import io.millrace.flink.judge.JudgeFunction;
import io.millrace.flink.sink.ZoneSinks;
import io.millrace.flink.type.KeyedClean;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Step;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A plan as a Flink job. Source and sinks are passed in; what is between them is the same for every runner on Flink. */
public final class DatasetFlow {

    private final Plan plan;
    private final List<MaskKey> maskKeys;
    private final String run;

    /**
     * Takes what the flow is made of.
     *
     * @param run the run whose counts are kept: with the same id they go on after a failure
     */
    public DatasetFlow(Plan plan, List<MaskKey> maskKeys, String run) {
        this.plan = plan;
        this.maskKeys = maskKeys;
        this.run = run;
    }

    /**
     * Wires the flow of one dataset.
     *
     * <pre>
     *   source ─┬─► raw
     *           └─► judge ─► dedupe ─► clean
     *                 │         │
     *                 └─────────┴────► error
     * </pre>
     */
    public void wire(
            StreamExecutionEnvironment env,
            Source<SourceRecord, ?, ?> source,
            WatermarkStrategy<SourceRecord> watermarks,
            ZoneSinks zones) {
        DataStream<SourceRecord> records = read(env, source, watermarks);
        SingleOutputStreamOperator<KeyedClean> judged = judge(records);
        SingleOutputStreamOperator<CleanRecord> clean = dedupe(judged);
        DataStream<ErrorRecord> errors =
                judged.getSideOutput(JudgeFunction.REJECTED).union(clean.getSideOutput(DedupeFunction.DUPLICATES));

        keep(records, zones.raw(), new Step.KeepRaw());
        keep(clean, zones.clean(), new Step.KeepClean());
        keep(errors, zones.error(), new Step.KeepErrors());
    }

    private DataStream<SourceRecord> read(
            StreamExecutionEnvironment env,
            Source<SourceRecord, ?, ?> source,
            WatermarkStrategy<SourceRecord> watermarks) {
        String name = plan.uid(new Step.Read());
        return env.fromSource(source, watermarks, name, ValueType.SOURCE_RECORD).uid(name);
    }

    private SingleOutputStreamOperator<KeyedClean> judge(DataStream<SourceRecord> records) {
        String name = plan.uid(new Step.Judge());
        return records.process(new JudgeFunction(plan, maskKeys, run), ValueType.KEYED_CLEAN)
                .name(name)
                .uid(name);
    }

    private SingleOutputStreamOperator<CleanRecord> dedupe(DataStream<KeyedClean> judged) {
        String name = plan.uid(new Step.Deduplicate(plan.contract().dedupe()));
        return judged.keyBy(KeyedClean::key, ValueType.ROW_KEY)
                .process(new DedupeFunction(plan, run), ValueType.CLEAN_RECORD)
                .name(name)
                .uid(name);
    }

    private <T> void keep(DataStream<T> records, Sink<T> zone, Step step) {
        String name = plan.uid(step);
        records.sinkTo(zone).name(name).uid(name);
    }
}
