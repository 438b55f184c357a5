package io.millrace.flink;

import io.millrace.flink.dedupe.DedupeFunction;
import io.millrace.flink.dedupe.DedupeFunction.Before;
import io.millrace.flink.dedupe.HeldRows;
import io.millrace.flink.dedupe.TokenKeys;
import io.millrace.flink.judge.JudgeFunction;
import io.millrace.flink.sink.ZoneSinks;
import io.millrace.flink.type.KeyedClean;
import io.millrace.flink.type.ValueType;
import io.millrace.pipeline.judge.CleanKeys;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Step;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.net.URI;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
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
        keep(records, judged, dedupe(judged, Before.NOTHING), zones);
    }

    /**
     * Wires the flow of a bounded run over records that come after what the lake holds.
     *
     * <pre>
     *   held ─────────────────┐
     *   source ─┬─► raw       │
     *           └─► judge ─► dedupe ─► clean
     *                 │         │
     *                 └─────────┴────► error
     * </pre>
     *
     * @param held clean files; their rows come before all records of the source
     */
    public void wire(
            StreamExecutionEnvironment env,
            Source<SourceRecord, ?, ?> source,
            WatermarkStrategy<SourceRecord> watermarks,
            ZoneSinks zones,
            List<URI> held) {
        DataStream<SourceRecord> records = read(env, source, watermarks);
        SingleOutputStreamOperator<KeyedClean> judged = judge(records);
        DataStream<KeyedClean> keyed = byColumns(judged).union(held(env, held));
        keep(records, judged, dedupe(keyed, Before.HELD_ROWS), zones);
    }

    private void keep(
            DataStream<SourceRecord> records,
            SingleOutputStreamOperator<KeyedClean> judged,
            SingleOutputStreamOperator<CleanRecord> clean,
            ZoneSinks zones) {
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

    /** A row that is read back has no masked value: where a key field is masked, its token stands for it on both sides. */
    private DataStream<KeyedClean> byColumns(DataStream<KeyedClean> judged) {
        if (!new CleanKeys(plan).standForMasked()) {
            return judged;
        }
        String name = plan.dataset() + "/tokens";
        return judged.process(new TokenKeys(plan), ValueType.KEYED_CLEAN)
                .name(name)
                .uid(name);
    }

    private DataStream<KeyedClean> held(StreamExecutionEnvironment env, List<URI> files) {
        String name = plan.dataset() + "/held";
        List<String> paths = files.stream().map(URI::toString).toList();
        return env.fromData(paths, Types.STRING)
                .name(name + "-files")
                .uid(name + "-files")
                .process(new HeldRows(plan), ValueType.KEYED_CLEAN)
                .name(name)
                .uid(name);
    }

    private SingleOutputStreamOperator<CleanRecord> dedupe(DataStream<KeyedClean> judged, Before before) {
        String name = plan.uid(new Step.Deduplicate(plan.contract().dedupe()));
        return judged.keyBy(KeyedClean::key, ValueType.ROW_KEY)
                .process(new DedupeFunction(plan, run, before), ValueType.CLEAN_RECORD)
                .name(name)
                .uid(name);
    }

    private <T> void keep(DataStream<T> records, Sink<T> zone, Step step) {
        String name = plan.uid(step);
        records.sinkTo(zone).name(name).uid(name);
    }
}
