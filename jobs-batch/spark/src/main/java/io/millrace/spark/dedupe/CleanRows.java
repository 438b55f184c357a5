package io.millrace.spark.dedupe;

import io.millrace.pipeline.dedupe.Decision;
import io.millrace.pipeline.dedupe.Deduplicator;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.RowKey;
import io.millrace.spark.judge.Candidates;
import io.millrace.spark.write.CleanColumns;
import io.millrace.spark.write.DayLines;
import io.millrace.spark.write.Tallies;
import io.millrace.spark.write.TaskTally;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/** The clean rows among the sorted records of a partition. Remembers one record, that of the key it is at. */
final class CleanRows implements Iterator<Row>, Closeable {

    private final Iterator<Row> sorted;
    private final Deduplicator deduplicator;
    private final CleanColumns columns;
    private final ErrorLine errorLine;
    private final DayLines errors;
    private final Tallies tallies;
    private final TaskTally tally;
    private RowKey key;
    private Kept kept;
    private Row next;
    private boolean ended;

    CleanRows(Iterator<Row> sorted, Plan plan, URI staging, Tallies tallies) {
        String task = String.format(Locale.ROOT, "keys%06d", TaskContext.getPartitionId());
        this.sorted = sorted;
        this.tallies = tallies;
        deduplicator = new Deduplicator(plan);
        columns = new CleanColumns(plan);
        errorLine = new ErrorLine(plan);
        errors = new DayLines(
                new Lake(staging),
                Zone.ERROR,
                plan.dataset(),
                task,
                TaskContext.get().taskAttemptId());
        tally = new TaskTally(task);
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !ended) {
                if (sorted.hasNext()) {
                    take(sorted.next());
                } else {
                    errors.finish();
                    tallies.add(tally);
                    ended = true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    private void take(Row row) throws IOException {
        RowKey coming = Candidates.key(row);
        if (!coming.equals(key)) {
            key = coming;
            kept = null;
        }
        CleanRecord record = Candidates.record(row);
        Kept candidate = deduplicator.candidate(record.row(), record.position());
        if (Candidates.isNew(row)) {
            decide(record, candidate);
        } else {
            kept = deduplicator.remembered(kept, candidate);
        }
    }

    private void decide(CleanRecord record, Kept candidate) throws IOException {
        Decision decision = deduplicator.decide(kept, candidate);
        if (decision instanceof Decision.Clean) {
            kept = candidate;
            tally.clean();
            next = columns.row(record);
        } else if (decision instanceof Decision.Duplicate duplicate) {
            if (duplicate.content() == Decision.Content.DIFFERENT) {
                tally.differs();
            }
            turnAway(record, Code.DUPLICATE, duplicate.of());
        } else if (decision instanceof Decision.Stale stale) {
            turnAway(record, Code.STALE, stale.of());
        }
    }

    private void turnAway(CleanRecord record, Code code, Position of) throws IOException {
        tally.duplicate(code);
        errorLine.write(ErrorRecord.duplicate(record, code, of), errors.lines(Instants.day(record.sourceTime())));
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Row row = next;
        next = null;
        return row;
    }

    @Override
    public void close() throws IOException {
        errors.close();
    }
}
