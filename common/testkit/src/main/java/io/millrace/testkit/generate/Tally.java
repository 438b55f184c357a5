package io.millrace.testkit.generate;

import io.millrace.pipeline.row.Code;
import io.millrace.testkit.generate.Expectation.Cell;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what must become of the records made so far. */
final class Tally {

    private final String dataset;
    private final Shape shape;
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private final Map<Long, Sums> days = new HashMap<>();
    private final Sums statuses;
    private long clean;
    private long rejected;
    private long duplicate;
    private long lastDay = Long.MIN_VALUE;
    private Sums ofLastDay;

    Tally(String dataset, Shape shape) {
        this.dataset = dataset;
        this.shape = shape;
        statuses = new Sums(shape.statuses().size());
    }

    /** Counts a record; the shape holds its values. */
    void count(Fate fate) {
        switch (fate.door()) {
            case CLEAN -> {
                clean++;
                add();
            }
            case REJECTED -> {
                rejected++;
                countCodes(fate);
            }
            case DUPLICATE -> {
                duplicate++;
                countCodes(fate);
            }
        }
    }

    Expectation expectation() {
        SortedMap<String, SortedMap<String, Cell>> byDay = new TreeMap<>();
        days.forEach((day, sums) -> byDay.put(LocalDate.ofEpochDay(day).toString(), sums.cells(shape.groups())));
        SortedMap<String, Cell> byStatus = statuses.cells(shape.statuses());
        Cell total = byStatus.values().stream().reduce(Cell.NONE, Cell::plus);
        return new Expectation(
                dataset,
                shape.columns(),
                clean + rejected + duplicate,
                clean,
                rejected,
                duplicate,
                codes,
                total,
                byDay,
                byStatus);
    }

    private void add() {
        long day = shape.eventDay();
        if (day != lastDay) {
            lastDay = day;
            ofLastDay = days.computeIfAbsent(day, any -> new Sums(shape.groups().size()));
        }
        ofLastDay.add(shape.group(), shape.measure());
        statuses.add(shape.status(), shape.measure());
    }

    private void countCodes(Fate fate) {
        for (Code code : fate.found()) {
            codes.merge(code, 1L, Long::sum);
        }
    }

    /** Counts and sums of one group each; a sum is kept in two halves, for it may pass 64 bits. */
    private static final class Sums {

        private static final int SCALE = 2;
        private static final int HALF = 32;
        private static final long LOW = (1L << HALF) - 1;

        private final long[] counts;
        private final long[] high;
        private final long[] low;

        Sums(int groups) {
            counts = new long[groups];
            high = new long[groups];
            low = new long[groups];
        }

        void add(int group, long value) {
            counts[group]++;
            high[group] += value >> HALF;
            low[group] += value & LOW;
        }

        SortedMap<String, Cell> cells(List<String> names) {
            SortedMap<String, Cell> cells = new TreeMap<>();
            for (int group = 0; group < counts.length; group++) {
                if (counts[group] > 0) {
                    BigInteger sum =
                            BigInteger.valueOf(high[group]).shiftLeft(HALF).add(BigInteger.valueOf(low[group]));
                    cells.put(names.get(group), new Cell(counts[group], new BigDecimal(sum, SCALE)));
                }
            }
            return cells;
        }
    }
}
