package io.millrace.cli.demo;

import io.millrace.cli.audit.Lakes;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.testkit.generate.Expectation.Cell;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.json.JsonLineException;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.CleanReader;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in the clean and error zones of transactions, counted and summed from the files. */
final class ZoneTally {

    private static final String MEASURE = "amount";
    private static final String GROUP = "customer_region";
    private static final int SCALE = 2;

    private final Lakes lakes;
    private final Plan plan;
    private final Map<Integer, Map<String, Sum>> sums = new HashMap<>();
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private long clean;
    private long rejected;
    private long duplicate;

    private ZoneTally(Lakes lakes, Plan plan) {
        this.lakes = lakes;
        this.plan = plan;
    }

    static ZoneTally of(Lakes lakes, Plan plan) throws IOException {
        ZoneTally tally = new ZoneTally(lakes, plan);
        for (ZoneFile file : lakes.files().list(lakes.lake().folder(Zone.CLEAN, plan.dataset()))) {
            tally.addClean(file);
        }
        for (ZoneFile file : lakes.files().list(lakes.lake().folder(Zone.ERROR, plan.dataset()))) {
            tally.addErrors(file);
        }
        return tally;
    }

    private void addClean(ZoneFile file) throws IOException {
        int measure = plan.columnIndex(MEASURE);
        int group = plan.columnIndex(GROUP);
        ChannelInputFile input = new ChannelInputFile(lakes.files().open(file.uri()), file.name());
        try (CleanReader reader = new CleanParquet(plan).read(input, List.of(MEASURE, GROUP))) {
            for (CleanRecord record = reader.read(); record != null; record = reader.read()) {
                Row row = record.row();
                clean++;
                sums.computeIfAbsent(record.eventDay(), day -> new HashMap<>())
                        .computeIfAbsent(new String(row.bytesAt(group), StandardCharsets.UTF_8), name -> new Sum())
                        .add(row.longAt(measure));
            }
        }
    }

    private void addErrors(ZoneFile file) throws IOException {
        ErrorLine line = new ErrorLine(plan);
        JsonCursor cursor = new JsonCursor();
        try (LineReader lines =
                LineReader.plain(Channels.newInputStream(lakes.files().open(file.uri())), file.name())) {
            while (lines.next()) {
                add(line.read(cursor.on(lines.array(), lines.from(), lines.to()))
                        .record());
            }
        } catch (JsonLineException e) {
            throw new IOException(file.uri() + ": " + e.getMessage(), e);
        }
    }

    private void add(ErrorRecord error) {
        if (error.kind() == ErrorRecord.Kind.REJECTED) {
            rejected++;
        } else {
            duplicate++;
        }
        for (Violation violation : error.violations()) {
            codes.merge(violation.code(), 1L, Long::sum);
        }
    }

    long clean() {
        return clean;
    }

    long rejected() {
        return rejected;
    }

    long duplicate() {
        return duplicate;
    }

    Map<Code, Long> codes() {
        return codes;
    }

    SortedMap<String, SortedMap<String, Cell>> byDayAndGroup() {
        SortedMap<String, SortedMap<String, Cell>> days = new TreeMap<>();
        sums.forEach((day, groups) -> {
            SortedMap<String, Cell> cells = new TreeMap<>();
            groups.forEach((group, sum) -> cells.put(group, sum.cell()));
            days.put(LocalDate.ofEpochDay(day).toString(), cells);
        });
        return days;
    }

    Cell total() {
        return sums.values().stream()
                .flatMap(groups -> groups.values().stream())
                .map(Sum::cell)
                .reduce(Cell.NONE, Cell::plus);
    }

    /** A running sum of hundredths. */
    private static final class Sum {
        private long count;
        private BigDecimal hundredths = BigDecimal.ZERO;
        private long pending;

        void add(long unscaled) {
            count++;
            try {
                pending = Math.addExact(pending, unscaled);
            } catch (ArithmeticException e) {
                hundredths = hundredths.add(BigDecimal.valueOf(pending));
                pending = unscaled;
            }
        }

        Cell cell() {
            return new Cell(count, hundredths.add(BigDecimal.valueOf(pending)).movePointLeft(SCALE));
        }
    }
}
