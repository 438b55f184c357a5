package io.millrace.testkit.generate;

import io.millrace.pipeline.row.Code;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run over generated records must come to: {@code read = clean + rejected + duplicate}.
 *
 * @param columns what the measure, the groups and the statuses are
 * @param codes every violation counts; DUPLICATE and STALE are those of duplicates
 * @param total count and sum of the measure (the amount, say) over the clean records
 * @param byDayAndGroup the same by day of the event ({@code 2025-04-06}, in the contract's zone), then by group (the region, say, standardized)
 * @param byStatus the same by status
 */
public record Expectation(
        String dataset,
        Columns columns,
        long read,
        long clean,
        long rejected,
        long duplicate,
        Map<Code, Long> codes,
        Cell total,
        SortedMap<String, SortedMap<String, Cell>> byDayAndGroup,
        SortedMap<String, Cell> byStatus) {

    /** The columns of a clean row that are summed up and grouped by; where a row has no group, that is the empty text. */
    public record Columns(String measure, String group, String status) {}

    /** How many clean records, and the exact sum of their measure. */
    public record Cell(long count, BigDecimal sum) {

        public static final Cell NONE = new Cell(0, BigDecimal.ZERO);

        /** Sums keep no trailing zeros, so that equal sums are equal. */
        public Cell {
            sum = sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros();
        }

        public Cell plus(Cell other) {
            return new Cell(count + other.count, sum.add(other.sum));
        }
    }

    public Expectation {
        Map<Code, Long> counted = new EnumMap<>(Code.class);
        counted.putAll(codes);
        codes = Collections.unmodifiableMap(counted);
        SortedMap<String, SortedMap<String, Cell>> days = new TreeMap<>();
        byDayAndGroup.forEach((day, groups) -> days.put(day, Collections.unmodifiableSortedMap(new TreeMap<>(groups))));
        byDayAndGroup = Collections.unmodifiableSortedMap(days);
        byStatus = Collections.unmodifiableSortedMap(new TreeMap<>(byStatus));
    }

    /** What both come to together: of stretches of one seed's records that do not overlap. */
    public Expectation plus(Expectation other) {
        if (!dataset.equals(other.dataset)) {
            throw new IllegalArgumentException("expectations of " + dataset + " and " + other.dataset);
        }
        Map<Code, Long> sumOfCodes = new EnumMap<>(Code.class);
        sumOfCodes.putAll(codes);
        other.codes.forEach((code, count) -> sumOfCodes.merge(code, count, Long::sum));
        SortedMap<String, SortedMap<String, Cell>> days = new TreeMap<>(byDayAndGroup);
        other.byDayAndGroup.forEach((day, groups) -> days.merge(day, groups, Expectation::sum));
        return new Expectation(
                dataset,
                columns,
                read + other.read,
                clean + other.clean,
                rejected + other.rejected,
                duplicate + other.duplicate,
                sumOfCodes,
                total.plus(other.total),
                days,
                sum(byStatus, other.byStatus));
    }

    /** As the text of {@code expected.json}: stable, one group a line. */
    public String toJson() {
        return ExpectationJson.write(this);
    }

    public static Expectation fromJson(String text) throws IOException {
        return ExpectationJson.read(text);
    }

    private static SortedMap<String, Cell> sum(SortedMap<String, Cell> one, SortedMap<String, Cell> other) {
        SortedMap<String, Cell> sum = new TreeMap<>(one);
        other.forEach((group, cell) -> sum.merge(group, cell, Cell::plus));
        return sum;
    }
}
