package io.millrace.flink.cluster;

import io.millrace.flink.dedupe.DedupeFunction;
import io.millrace.flink.judge.JudgeFunction;
import io.millrace.flink.tally.Tally;
import io.millrace.flink.tally.Tally.Count;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.run.Counts;
import java.util.EnumMap;
import java.util.Map;

/** What the counting operators of a job did in a run. */
public record Tallies(Tally judged, Tally deduped) {

    /** Those among the accumulators of a job; empty where it has not counted yet. */
    public static Tallies of(Map<String, Object> accumulators, String run) {
        return new Tallies((Tally) accumulators.getOrDefault(JudgeFunction.TALLY, new Tally(run)), (Tally)
                accumulators.getOrDefault(DedupeFunction.TALLY, new Tally(run)));
    }

    public Counts counts() {
        Map<Code, Long> codes = new EnumMap<>(Code.class);
        for (Code code : Code.values()) {
            long count = judged.of(code) + deduped.of(code);
            if (count > 0) {
                codes.put(code, count);
            }
        }
        return new Counts(
                judged.of(Count.READ),
                deduped.of(Count.CLEAN),
                judged.of(Count.REJECTED),
                deduped.of(Count.DUPLICATE),
                codes);
    }
}
