package io.millrace.batch;

import io.millrace.batch.source.BoundedSource;
import io.millrace.flink.DatasetFlow;
import io.millrace.flink.cluster.Tallies;
import io.millrace.flink.sink.ZoneSinks;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedListener.Progress;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.zones.Lake;
import java.util.OptionalLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The graph of a bounded run, and what its counts say. */
final class BatchGraph {

    /** Counts are kept apart by run; a job of its own has one. */
    static final String RUN = "part";

    private static final long CHUNK_BYTES = 32L << 20;

    private BatchGraph() {}

    static StreamGraph of(BoundedWork work, StreamExecutionEnvironment env) {
        DatasetFlow flow = new DatasetFlow(work.plan(), work.maskKeys(), RUN);
        BoundedSource source = new BoundedSource(work.input(), CHUNK_BYTES);
        ZoneSinks all = ZoneSinks.of(new Lake(work.staging()), work.plan(), RUN);
        ZoneSinks zones = work.input() instanceof BoundedInput.RawZone ? all.withoutRaw() : all;
        if (work.held().isEmpty()) {
            flow.wire(env, source, WatermarkStrategy.noWatermarks(), zones);
        } else {
            flow.wire(env, source, WatermarkStrategy.noWatermarks(), zones, work.held());
        }
        StreamGraph stream = env.getStreamGraph();
        stream.setJobName(work.plan().dataset());
        return stream;
    }

    /** How far the job is. Bytes are an estimate: of a compressed file they count what was in it. */
    static Progress progress(BoundedWork work, Tallies tallies) {
        long text = tallies.judged().of(Count.BYTES) + tallies.judged().of(Count.READ);
        return new Progress(tallies.counts(), Math.min(text, work.input().bytes()));
    }

    static BoundedResult result(Tallies tallies) {
        return new BoundedResult(tallies.counts(), tallies.deduped().of(Count.DIFFERING), OptionalLong.empty());
    }
}
