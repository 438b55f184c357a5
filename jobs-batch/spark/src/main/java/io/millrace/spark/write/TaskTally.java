package io.millrace.spark.write;

import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.run.Counts;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.List;

/** What one task counts. */
public final class TaskTally implements Serializable {

    private static final long serialVersionUID = 1;

    private final String task;
    private final EnumMap<Code, Long> codes = new EnumMap<>(Code.class);
    private long read;
    private long clean;
    private long rejected;
    private long duplicate;
    private long differing;
    private long bytes;

    /** @param task the same when Spark does the task again */
    public TaskTally(String task) {
        this.task = task;
    }

    public void read() {
        read++;
    }

    public void clean() {
        clean++;
    }

    public void rejected(List<Violation> violations) {
        rejected++;
        violations.forEach(violation -> codes.merge(violation.code(), 1L, Long::sum));
    }

    public void duplicate(Code code) {
        duplicate++;
        codes.merge(code, 1L, Long::sum);
    }

    /** The duplicate has other content than the record that was kept. */
    public void differs() {
        differing++;
    }

    /** So many bytes of the input were read, as they are stored. */
    public void bytes(long count) {
        bytes += count;
    }

    String task() {
        return task;
    }

    Counts counts() {
        return new Counts(read, clean, rejected, duplicate, codes);
    }

    long differing() {
        return differing;
    }

    long bytes() {
        return bytes;
    }
}
