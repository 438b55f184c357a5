package io.millrace.flink.metric;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Registers metrics of an operator under the names of {@link FlowMetric}. */
public final class FlowMetrics {

    private final MetricGroup group;

    public FlowMetrics(MetricGroup operator) {
        group = operator.addGroup(FlowMetric.GROUP);
    }

    public Counter counter(FlowMetric metric) {
        return group.counter(metric.metric());
    }

    /** One of the series that the metric's label tells apart. */
    public Counter counter(FlowMetric metric, Enum<?> label) {
        String value = metric == FlowMetric.RECORDS ? label.name().toLowerCase(Locale.ROOT) : label.name();
        return group.addGroup(metric.label().orElseThrow(), value).counter(metric.metric());
    }

    public void gauge(FlowMetric metric, LongSupplier value) {
        group.gauge(metric.metric(), (Gauge<Long>) value::getAsLong);
    }
}
