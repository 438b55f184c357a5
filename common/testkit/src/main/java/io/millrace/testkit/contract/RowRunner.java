package io.millrace.testkit.contract;

import io.millrace.pipeline.dedupe.Decision;
import io.millrace.pipeline.dedupe.Deduplicator;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.run.BoundedInput;
import io.millrace.pipeline.run.BoundedListener;
import io.millrace.pipeline.run.BoundedResult;
import io.millrace.pipeline.run.BoundedRunner;
import io.millrace.pipeline.run.BoundedWork;
import io.millrace.pipeline.run.Capability;
import io.millrace.pipeline.run.Counts;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.Lake;
import io.millrace.zones.input.LineRecords;
import io.millrace.zones.input.RawRecords;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The plainest bounded runner there can be: one thread, one record after the other in the order in which they count,
 * every key in memory. Other runners are held against it.
 */
public final class RowRunner implements BoundedRunner {

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.HELD_KEYS, Capability.SPILLS, Capability.RESUMES));
    }

    @Override
    public BoundedResult write(BoundedWork work, BoundedListener listener) throws RunFailure, InterruptedException {
        listener.started(Optional.empty());
        try (ZoneWriter zones = new ZoneWriter(new Lake(work.staging()), work.plan())) {
            Work rows = new Work(work, zones);
            if (work.input() instanceof BoundedInput.Files input) {
                for (BoundedInput.InputFile file : input.files()) {
                    try (LineRecords records = LineRecords.of(file)) {
                        for (SourceRecord record = records.next(); record != null; record = records.next()) {
                            zones.raw(record);
                            rows.take(record);
                        }
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            } else if (work.input() instanceof BoundedInput.RawZone input) {
                for (SourceRecord record : ordered(input)) {
                    rows.take(record);
                }
            }
            return new BoundedResult(rows.counts(), rows.differing, OptionalLong.empty());
        } catch (IOException e) {
            throw new RunFailure(RunFailure.Kind.DATA, e.getMessage(), e);
        }
    }

    private static Collection<SourceRecord> ordered(BoundedInput.RawZone input) throws IOException {
        Map<Long, SourceRecord> ordered = new TreeMap<>();
        for (BoundedInput.RawFile file : input.files()) {
            try (RawRecords records = RawRecords.of(file)) {
                for (SourceRecord record = records.next(); record != null; record = records.next()) {
                    ordered.put(records.order(), record);
                }
            }
        }
        return ordered.values();
    }

    private static final class Work {
        private final ZoneWriter zones;
        private final Judge judge;
        private final Deduplicator deduplicator;
        private final Map<RowKey, Kept> kept = new HashMap<>();
        private final Map<Code, Long> codes = new EnumMap<>(Code.class);
        private long read;
        private long clean;
        private long rejected;
        private long duplicate;
        private long differing;

        Work(BoundedWork work, ZoneWriter zones) {
            this.zones = zones;
            judge = new Judge(work.plan(), work.maskKeys());
            deduplicator = new Deduplicator(work.plan());
        }

        void take(SourceRecord record) throws IOException {
            read++;
            Outcome outcome = judge.judge(record);
            if (outcome instanceof Outcome.Clean valid) {
                decide(valid.key(), CleanRecord.of(record, valid));
            } else if (outcome instanceof Outcome.Rejected broken) {
                rejected++;
                count(broken.violations());
                zones.error(ErrorRecord.rejected(record, broken));
            }
        }

        private void decide(RowKey key, CleanRecord record) throws IOException {
            Kept candidate = deduplicator.candidate(record.row(), record.position());
            Decision decision = deduplicator.decide(kept.get(key), candidate);
            if (decision instanceof Decision.Clean) {
                clean++;
                kept.put(key, candidate);
                zones.clean(record);
            } else if (decision instanceof Decision.Duplicate repeat) {
                differing += repeat.content() == Decision.Content.DIFFERENT ? 1 : 0;
                turnAway(record, Code.DUPLICATE, repeat.of());
            } else if (decision instanceof Decision.Stale stale) {
                turnAway(record, Code.STALE, stale.of());
            }
        }

        private void turnAway(CleanRecord record, Code code, Position of) throws IOException {
            duplicate++;
            ErrorRecord error = ErrorRecord.duplicate(record, code, of);
            count(error.violations());
            zones.error(error);
        }

        private void count(List<Violation> violations) {
            violations.forEach(violation -> codes.merge(violation.code(), 1L, Long::sum));
        }

        Counts counts() {
            return new Counts(read, clean, rejected, duplicate, codes);
        }
    }
}
