package io.millrace.testkit.generate;

import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.Type.Decimal;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.dedupe.Decision;
import io.millrace.pipeline.dedupe.Deduplicator;
import io.millrace.pipeline.dedupe.Kept;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.CanonicalRow;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.RowKey;
import io.millrace.pipeline.row.Violation;
import io.millrace.testkit.generate.Expectation.Cell;
import io.millrace.testkit.generate.Expectation.Columns;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the row engine and the deduplicator, under the shipped contract, make of payloads in their order. */
final class JudgedFeed {

    /** What became of one record, in the generator's words. */
    record Verdict(Fate.Door door, List<Code> codes, long of) {}

    private final Plan plan;
    private final Columns columns;
    private final Judge judge;
    private final Deduplicator deduplicator;
    private final Map<RowKey, Kept> kept = new HashMap<>();
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private final SortedMap<String, SortedMap<String, Cell>> byDayAndGroup = new TreeMap<>();
    private final SortedMap<String, Cell> byStatus = new TreeMap<>();
    private final Map<Fate.Door, Long> doors = new EnumMap<>(Fate.Door.class);
    private Cell total = Cell.NONE;

    JudgedFeed(String dataset, Columns columns) {
        plan = Plans.plan(contract(dataset));
        this.columns = columns;
        judge = new Judge(plan, List.of(new MaskKey("k1", "0123456789abcdef".getBytes(StandardCharsets.US_ASCII))));
        deduplicator = new Deduplicator(plan);
    }

    static Contract contract(String dataset) {
        Path file = Path.of(System.getProperty("millrace.home"), "contracts", dataset, "contract.yaml");
        Compiled compiled = ContractCompiler.compile(file);
        return compiled.contract().orElseThrow(() -> new AssertionError(compiled.problems()));
    }

    Verdict take(long index, byte[] payload) {
        Verdict verdict = verdict(index, judge.judge(payload));
        doors.merge(verdict.door, 1L, Long::sum);
        verdict.codes.forEach(code -> codes.merge(code, 1L, Long::sum));
        return verdict;
    }

    Expectation found() {
        long clean = doors.getOrDefault(Fate.Door.CLEAN, 0L);
        long rejected = doors.getOrDefault(Fate.Door.REJECTED, 0L);
        long duplicate = doors.getOrDefault(Fate.Door.DUPLICATE, 0L);
        return new Expectation(
                plan.dataset(),
                columns,
                clean + rejected + duplicate,
                clean,
                rejected,
                duplicate,
                codes,
                total,
                byDayAndGroup,
                byStatus);
    }

    private Verdict verdict(long index, Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected) {
            List<Code> found =
                    rejected.violations().stream().map(Violation::code).toList();
            return new Verdict(Fate.Door.REJECTED, found, -1);
        }
        Outcome.Clean clean = (Outcome.Clean) outcome;
        Kept candidate = deduplicator.candidate(clean.row(), new Position(plan.dataset(), "0", index));
        Decision decision = deduplicator.decide(kept.get(clean.key()), candidate);
        if (decision instanceof Decision.Duplicate duplicate) {
            return new Verdict(
                    Fate.Door.DUPLICATE, List.of(Code.DUPLICATE), duplicate.of().offset());
        } else if (decision instanceof Decision.Stale stale) {
            return new Verdict(
                    Fate.Door.DUPLICATE, List.of(Code.STALE), stale.of().offset());
        }
        kept.put(clean.key(), candidate);
        add(clean);
        return new Verdict(Fate.Door.CLEAN, List.of(), -1);
    }

    private void add(Outcome.Clean clean) {
        Cell one = new Cell(1, amount(clean.row()));
        total = total.plus(one);
        String day = LocalDate.ofEpochDay(clean.eventDay()).toString();
        byDayAndGroup
                .computeIfAbsent(day, any -> new TreeMap<>())
                .merge(text(clean.row(), columns.group()), one, Cell::plus);
        byStatus.merge(text(clean.row(), columns.status()), one, Cell::plus);
    }

    private BigDecimal amount(Row row) {
        int column = plan.columnIndex(columns.measure());
        Decimal type = (Decimal) plan.columns().get(column).type();
        return row.isAbsent(column)
                ? BigDecimal.ZERO
                : new BigDecimal(CanonicalRow.unscaled(row, column), type.scale());
    }

    private String text(Row row, String name) {
        int column = plan.columnIndex(name);
        return row.isAbsent(column) ? "" : new String(row.bytesAt(column), StandardCharsets.UTF_8);
    }
}
