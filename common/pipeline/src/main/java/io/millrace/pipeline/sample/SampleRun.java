package io.millrace.pipeline.sample;

import io.millrace.pipeline.dedupe.Decision;
import io.millrace.pipeline.dedupe.Deduplicator;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Outcome.Clean;
import io.millrace.pipeline.row.Outcome.Rejected;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.Violation;
import io.millrace.pipeline.sample.Expectation.Door;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes samples through the judge and the dedupe decision, one after the other, as a stream would. */
public final class SampleRun {

    private final Judge judge;
    private final Deduplicator deduplicator;
    private final Map<RowKey, Kept> remembered = new HashMap<>();
    private final Map<Position, String> names = new HashMap<>();

    public SampleRun(Plan plan, List<MaskKey> maskKeys) {
        judge = new Judge(plan, maskKeys);
        deduplicator = new Deduplicator(plan);
    }

    /** What becomes of the record after those that came before. */
    public Found next(String name, byte[] payload) {
        Position position = new Position("samples", "-", names.size() + 1L);
        names.put(position, name);
        Outcome outcome = judge.judge(payload);
        if (outcome instanceof Clean clean) {
            return decide(clean, position);
        }
        Rejected rejected = (Rejected) outcome;
        return new Found(Door.REJECTED, rejected.partial(), rejected.violations(), Optional.empty());
    }

    private Found decide(Clean clean, Position position) {
        Kept candidate = deduplicator.candidate(clean.row(), position);
        Decision decision = deduplicator.decide(remembered.get(clean.key()), candidate);
        if (decision instanceof Decision.Duplicate duplicate) {
            return repeated(clean.row(), Code.DUPLICATE, duplicate.of());
        } else if (decision instanceof Decision.Stale stale) {
            return repeated(clean.row(), Code.STALE, stale.of());
        }
        remembered.put(clean.key(), candidate);
        return new Found(Door.CLEAN, clean.row(), List.of(), Optional.empty());
    }

    private Found repeated(Row row, Code code, Position of) {
        String message = (code == Code.STALE ? "older than " : "repeats ") + names.get(of);
        Violation reason = new Violation(code, null, null, message);
        return new Found(Door.DUPLICATE, row, List.of(reason), Optional.of(names.get(of)));
    }
}
