package io.millrace.flink.metric;

import io.millrace.flink.tally.Tally;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.pipeline.row.Code;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;

/** Counts what an operator does, once for the run's tally and once for its metrics. */
public final class FlowCounters {

    private final Tally tally;
    private final Map<Count, Counter> counts = new EnumMap<>(Count.class);
    private final Map<Code, Counter> codes = new EnumMap<>(Code.class);

    public FlowCounters(Tally tally, FlowMetrics metrics, Set<Count> counted, Set<Code> coded) {
        this.tally = tally;
        counted.forEach(count -> counts.put(count, counter(metrics, count)));
        coded.forEach(code -> codes.put(code, metrics.counter(FlowMetric.VIOLATIONS, code)));
    }

    private static Counter counter(FlowMetrics metrics, Count count) {
        return switch (count) {
            case READ, CLEAN, REJECTED, DUPLICATE -> metrics.counter(FlowMetric.RECORDS, count);
            case DIFFERING -> metrics.counter(FlowMetric.DIFFERING);
            case LATE -> metrics.counter(FlowMetric.LATE);
            case BYTES -> metrics.counter(FlowMetric.BYTES);
        };
    }

    public void add(Count count, long more) {
        tally.add(count, more);
        counts.get(count).inc(more);
    }

    public void add(Code code) {
        tally.add(code, 1);
        codes.get(code).inc();
    }
}
