package io.millrace.spark.write;

import io.millrace.pipeline.run.BoundedListener.Progress;
import io.millrace.pipeline.run.Counts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;

/** What all tasks counted. Spark may do a task more than once: it counts once. */
public final class Tallies extends AccumulatorV2<TaskTally, Map<String, TaskTally>> {

    private static final long serialVersionUID = 1;

    private final ConcurrentHashMap<String, TaskTally> tasks = new ConcurrentHashMap<>();

    @Override
    public boolean isZero() {
        return tasks.isEmpty();
    }

    @Override
    public Tallies copy() {
        Tallies copy = new Tallies();
        copy.tasks.putAll(tasks);
        return copy;
    }

    @Override
    public void reset() {
        tasks.clear();
    }

    @Override
    public void add(TaskTally tally) {
        tasks.put(tally.task(), tally);
    }

    @Override
    public void merge(AccumulatorV2<TaskTally, Map<String, TaskTally>> other) {
        tasks.putAll(other.value());
    }

    @Override
    public Map<String, TaskTally> value() {
        return tasks;
    }

    public Counts counts() {
        return tasks.values().stream().map(TaskTally::counts).reduce(Counts.NONE, Counts::plus);
    }

    public long differing() {
        return tasks.values().stream().mapToLong(TaskTally::differing).sum();
    }

    public Progress progress() {
        return new Progress(
                counts(), tasks.values().stream().mapToLong(TaskTally::bytes).sum());
    }
}
