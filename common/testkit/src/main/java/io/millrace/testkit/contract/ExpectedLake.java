package io.millrace.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.contract.time.Timestamps;
import io.millrace.pipeline.dedupe.Decision;
import io.millrace.pipeline.dedupe.Deduplicator;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.run.Counts;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.RawLine;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What must stand in the zones: worked out in memory, record after record, without a file or an engine. */
final class ExpectedLake {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Plan plan;
    private final Judge judge;
    private final Deduplicator deduplicator;
    private final ErrorLine errors;
    private final Map<RowKey, Kept> kept = new HashMap<>();
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private final LakeContent content = new LakeContent();
    private long differing;
    private long clean;
    private long rejected;
    private long duplicate;

    ExpectedLake(Plan plan, List<MaskKey> maskKeys) {
        this.plan = plan;
        judge = new Judge(plan, maskKeys);
        deduplicator = new Deduplicator(plan);
        errors = new ErrorLine(plan);
    }

    /** Takes the next record in the order in which they count. */
    void take(SourceRecord record) {
        LakeContent.put(content.raw(), record.position(), raw(record));
        Outcome outcome = judge.judge(record);
        if (outcome instanceof Outcome.Clean valid) {
            CleanRecord row = CleanRecord.of(record, valid);
            Kept candidate = deduplicator.candidate(row.row(), row.position());
            Decision decision = deduplicator.decide(kept.get(valid.key()), candidate);
            if (decision instanceof Decision.Clean) {
                kept.put(valid.key(), candidate);
                clean++;
                LakeContent.put(content.clean(), row.position(), clean(row));
            } else if (decision instanceof Decision.Duplicate repeat) {
                differing += repeat.content() == Decision.Content.DIFFERENT ? 1 : 0;
                duplicate++;
                error(ErrorRecord.duplicate(row, Code.DUPLICATE, repeat.of()));
            } else if (decision instanceof Decision.Stale stale) {
                duplicate++;
                error(ErrorRecord.duplicate(row, Code.STALE, stale.of()));
            }
        } else if (outcome instanceof Outcome.Rejected broken) {
            rejected++;
            error(ErrorRecord.rejected(record, broken));
        }
    }

    private static String raw(SourceRecord record) {
        String payload = record.payload() == null ? "null" : HexFormat.of().formatHex(record.payload());
        LineBuffer line = new LineBuffer();
        RawLine.write(record, line);
        return day(record.sourceTime()) + " " + payload + " " + tree(text(line));
    }

    private static String text(LineBuffer line) {
        return new String(line.toBytes(), StandardCharsets.UTF_8);
    }

    private String clean(CleanRecord record) {
        return Lake.partitionName(record.eventDay()) + " " + CanonicalRow.text(plan.columns(), record.row()) + " "
                + Timestamps.text(record.sourceTime()) + " " + plan.contract().id();
    }

    private void error(ErrorRecord record) {
        record.violations().forEach(violation -> codes.merge(violation.code(), 1L, Long::sum));
        LineBuffer line = new LineBuffer();
        errors.write(record, line);
        LakeContent.put(content.error(), record.position(), day(record.sourceTime()) + " " + tree(text(line)));
    }

    private static String day(long sourceTime) {
        return Lake.partitionName(sourceTime);
    }

    /** A line as its tree is written again: neither white space nor escapes count, digits do. */
    static String tree(String line) {
        try {
            return JSON.readTree(line).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    LakeContent content() {
        return content;
    }

    Counts counts() {
        return new Counts(clean + rejected + duplicate, clean, rejected, duplicate, codes);
    }

    long differing() {
        return differing;
    }
}
