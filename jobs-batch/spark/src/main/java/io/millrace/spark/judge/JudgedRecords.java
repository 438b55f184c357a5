package io.millrace.spark.judge;

import io.millrace.pipeline.judge.CleanKeys;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.spark.judge.JudgePortion.Identity;
import io.millrace.spark.judge.JudgePortion.Keep;
import io.millrace.spark.read.Portion;
import io.millrace.spark.read.PortionRecords;
import io.millrace.spark.write.DayLines;
import io.millrace.spark.write.Tallies;
import io.millrace.spark.write.TaskTally;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.RawLine;
import io.millrace.zones.Zone;
import io.millrace.zones.json.Instants;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/** The valid records of a portion. The others, and what all of them came as, are written while one goes over these. */
final class JudgedRecords implements Iterator<Row>, Closeable {

    private final PortionRecords records;
    private final Judge judge;
    private final CleanKeys columnKeys;
    private final ErrorLine errorLine;
    private final DayLines raw;
    private final DayLines errors;
    private final Tallies tallies;
    private final TaskTally tally;
    private final Keep keep;
    private final long bytes;
    private Row next;
    private boolean ended;

    JudgedRecords(
            Portion portion,
            Plan plan,
            List<MaskKey> maskKeys,
            URI staging,
            Identity identity,
            Keep keep,
            Tallies tallies) {
        String task = String.format(Locale.ROOT, "read%06d", portion.number());
        long attempt = TaskContext.get().taskAttemptId();
        Lake lake = new Lake(staging);
        this.keep = keep;
        bytes = portion.bytes();
        records = portion.open();
        judge = new Judge(plan, maskKeys);
        columnKeys = identity == Identity.BY_COLUMNS ? new CleanKeys(plan) : null;
        errorLine = new ErrorLine(plan);
        raw = new DayLines(lake, Zone.RAW, plan.dataset(), task, attempt);
        errors = new DayLines(lake, Zone.ERROR, plan.dataset(), task, attempt);
        this.tallies = tallies;
        tally = new TaskTally(task);
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !ended) {
                SourceRecord record = records.next();
                if (record == null) {
                    end();
                } else {
                    take(record);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    private void take(SourceRecord record) throws IOException {
        tally.read();
        int day = Instants.day(record.sourceTime());
        if (keep == Keep.IN_RAW) {
            RawLine.write(record, raw.lines(day));
        }
        Outcome outcome = judge.judge(record);
        if (outcome instanceof Outcome.Clean clean) {
            RowKey key = columnKeys == null ? clean.key() : columnKeys.of(clean.row());
            next = Candidates.of(key, records.order(), CleanRecord.of(record, clean));
        } else if (outcome instanceof Outcome.Rejected rejected) {
            tally.rejected(rejected.violations());
            errorLine.write(ErrorRecord.rejected(record, rejected), errors.lines(day));
        }
    }

    private void end() throws IOException {
        raw.finish();
        errors.finish();
        tally.bytes(bytes);
        tallies.add(tally);
        ended = true;
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
        try (records;
                raw;
                errors) {
            next = null;
        }
    }
}
