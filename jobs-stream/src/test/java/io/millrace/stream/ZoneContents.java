package io.millrace.stream;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.Violation;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.Expectation.Cell;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Lake;
import io.millrace.zones.LineReader;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.json.JsonCursor;
import io.millrace.zones.parquet.ChannelInputFile;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.parquet.CleanReader;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in the zones of the transactions, in the terms in which the generator says what must stand there. */
final class ZoneContents {

    private final LocalFiles files = new LocalFiles();
    private final Lake lake;
    private final Plan plan;
    private final Map<Code, Long> codes = new EnumMap<>(Code.class);
    private final SortedMap<String, SortedMap<String, Cell>> byDayAndRegion = new TreeMap<>();
    private final SortedMap<String, Cell> byStatus = new TreeMap<>();
    private Cell total = Cell.NONE;
    private long raw;
    private long rejected;
    private long duplicate;

    private ZoneContents(Path folder, Plan plan) {
        this.lake = new Lake(folder.resolve("lake").toUri());
        this.plan = plan;
    }

    static Expectation read(Path folder, Plan plan) throws Exception {
        ZoneContents contents = new ZoneContents(folder, plan);
        contents.readRaw();
        contents.readClean();
        contents.readErrors();
        return new Expectation(
                plan.dataset(),
                new Expectation.Columns("amount", "customer_region", "status"),
                contents.raw,
                contents.total.count(),
                contents.rejected,
                contents.duplicate,
                contents.codes,
                contents.total,
                contents.byDayAndRegion,
                contents.byStatus);
    }

    private void readRaw() throws IOException {
        for (ZoneFile file : files.list(lake.folder(Zone.RAW, plan.dataset()))) {
            try (LineReader lines = LineReader.zstd(Channels.newInputStream(files.open(file.uri())), file.name())) {
                while (lines.next()) {
                    raw++;
                }
            }
        }
    }

    private void readErrors() throws Exception {
        ErrorLine format = new ErrorLine(plan);
        JsonCursor cursor = new JsonCursor();
        for (ZoneFile file : files.list(lake.folder(Zone.ERROR, plan.dataset()))) {
            try (LineReader lines = LineReader.plain(Channels.newInputStream(files.open(file.uri())), file.name())) {
                while (lines.next()) {
                    add(format.read(cursor.on(lines.array(), lines.from(), lines.to()))
                            .record());
                }
            }
        }
    }

    private void add(ErrorRecord record) {
        if (record.kind() == ErrorRecord.Kind.REJECTED) {
            rejected++;
        } else {
            duplicate++;
        }
        for (Violation violation : record.violations()) {
            codes.merge(violation.code(), 1L, Long::sum);
        }
    }

    private void readClean() throws IOException {
        CleanParquet parquet = new CleanParquet(plan);
        for (ZoneFile file : files.list(lake.folder(Zone.CLEAN, plan.dataset()))) {
            try (CleanReader reader = parquet.read(new ChannelInputFile(files.open(file.uri()), file.name()))) {
                for (CleanRecord record = reader.read(); record != null; record = reader.read()) {
                    add(record);
                }
            }
        }
    }

    private void add(CleanRecord record) {
        Row row = record.row();
        Cell cell = new Cell(1, BigDecimal.valueOf(row.longAt(plan.columnIndex("amount")), 2));
        String day = LocalDate.ofEpochDay(record.eventDay()).toString();
        total = total.plus(cell);
        byDayAndRegion
                .computeIfAbsent(day, absent -> new TreeMap<>())
                .merge(text(row, "customer_region"), cell, Cell::plus);
        byStatus.merge(text(row, "status"), cell, Cell::plus);
    }

    private String text(Row row, String column) {
        return new String(row.bytesAt(plan.columnIndex(column)), StandardCharsets.UTF_8);
    }
}
