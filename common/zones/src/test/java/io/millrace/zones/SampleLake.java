package io.millrace.zones;

import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Code;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.pipeline.row.SourceRecord;
import io.millrace.pipeline.row.Violation;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.ParquetWriter;

/** A lake of transactions on a disk, written file by file as a run would. Everything is of one day. */
public final class SampleLake {

    public static final String DATASET = "transactions";
    /** 2025-04-06T10:00:00Z. */
    public static final long TIME = 1_743_933_600_000_000L;

    public static final int DAY = 20184;

    private final Path root;
    private final Plan plan = PlanSamples.transactions();

    public SampleLake(Path root) {
        this.root = root;
    }

    public Lake lake() {
        return new Lake(root.toUri());
    }

    public Plan plan() {
        return plan;
    }

    /** The file of that name in a zone's folder of the day; the folder exists. */
    public Path file(Zone zone, String name) throws IOException {
        Path folder = root.resolve(zone.folder()).resolve(DATASET).resolve(Lake.partitionName(DAY));
        return Files.createDirectories(folder).resolve(name + zone.suffix());
    }

    public Path raw(String name, List<SourceRecord> records) throws IOException {
        LineBuffer buffer = new LineBuffer();
        Path file = file(Zone.RAW, name);
        try (OutputStream out = Files.newOutputStream(file);
                ZstdLines lines = new ZstdLines(out)) {
            for (SourceRecord record : records) {
                buffer.clear();
                RawLine.write(record, buffer);
                lines.write(buffer);
            }
            lines.finish();
        }
        return file;
    }

    public Path clean(String name, List<CleanRecord> records) throws IOException {
        Path file = file(Zone.CLEAN, name);
        try (OutputStream out = Files.newOutputStream(file);
                ParquetWriter<CleanRecord> writer = new CleanParquet(plan).writer(out)) {
            for (CleanRecord record : records) {
                writer.write(record);
            }
        }
        return file;
    }

    public Path error(String name, List<ErrorRecord> records) throws IOException {
        LineBuffer buffer = new LineBuffer();
        ErrorLine line = new ErrorLine(plan);
        records.forEach(record -> line.write(record, buffer));
        return Files.write(file(Zone.ERROR, name), buffer.toBytes());
    }

    public static Position position(int split, long offset) {
        return new Position(DATASET, String.valueOf(split), offset);
    }

    public static SourceRecord source(Position position) {
        byte[] payload = ("{\"transaction_id\":" + position.offset() + "}").getBytes(StandardCharsets.UTF_8);
        return new SourceRecord(position, TIME, null, List.of(), payload);
    }

    public CleanRecord cleanRecord(Position position) {
        Row row = new Row(plan.columns().size());
        row.set(plan.columnIndex("transaction_id"), position.offset());
        row.set(plan.columnIndex("source_system"), "core".getBytes(StandardCharsets.UTF_8));
        row.set(plan.columnIndex("account_number_token"), "k1:0123456789abcdef".getBytes(StandardCharsets.UTF_8));
        row.set(plan.columnIndex("account_number_masked"), "****3000".getBytes(StandardCharsets.UTF_8));
        row.set(plan.columnIndex("amount"), 100 * position.offset() + 5);
        row.set(plan.columnIndex("timestamp"), TIME);
        return new CleanRecord(row, position, TIME, DAY);
    }

    public ErrorRecord rejected(Position position) {
        Row partial = new Row(plan.columns().size());
        partial.set(plan.columnIndex("transaction_id"), position.offset());
        partial.set(plan.columnIndex("account_number_masked"), "****3000".getBytes(StandardCharsets.UTF_8));
        Violation violation = new Violation(Code.MISSING, "amount", null, "amount is required");
        return new ErrorRecord(
                ErrorRecord.Kind.REJECTED, position, TIME, List.of(violation), null, partial, List.of("note"));
    }

    public ErrorRecord duplicate(Position position, Position of) {
        return ErrorRecord.duplicate(cleanRecord(position), Code.DUPLICATE, of);
    }
}
