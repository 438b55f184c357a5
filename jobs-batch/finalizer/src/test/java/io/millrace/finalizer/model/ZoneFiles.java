package io.millrace.finalizer.model;

import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.row.Row;
import io.millrace.zones.ErrorLine;
import io.millrace.zones.Zone;
import io.millrace.zones.json.LineBuffer;
import io.millrace.zones.parquet.CleanParquet;
import io.millrace.zones.record.CleanRecord;
import io.millrace.zones.record.ErrorRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes real files of the zones of a shipped contract into a folder. */
final class ZoneFiles {

    static final Path HOME = Path.of(System.getProperty("millrace.home", "../.."));

    private final Path folder;
    private int files;

    ZoneFiles(Path folder) {
        this.folder = folder;
    }

    static Plan plan(String dataset) {
        Path contract = HOME.resolve("contracts").resolve(dataset).resolve("contract.yaml");
        return Plans.plan(ContractCompiler.compile(contract).contract().orElseThrow());
    }

    /** A row of these values: numbers as the row holds them, texts, instants; what is null or not named is absent. */
    static CleanRecord record(Plan plan, Map<String, Object> values, Position position, Instant sourceTime) {
        Row row = new Row(plan.columns().size());
        values.forEach((name, value) -> set(row, plan.columnIndex(name), value));
        Instant event = (Instant) values.get(plan.contract().eventTime());
        int day = (int)
                event.atZone(plan.contract().partition().zone()).toLocalDate().toEpochDay();
        return new CleanRecord(row, position, micros(sourceTime), day);
    }

    private static void set(Row row, int column, Object value) {
        if (value instanceof String text) {
            row.set(column, text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Double real) {
            row.set(column, Double.doubleToRawLongBits(real));
        } else if (value instanceof Instant instant) {
            row.set(column, micros(instant));
        } else if (value instanceof Number number) {
            row.set(column, number.longValue());
        }
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    NewFile clean(Plan plan, String run, List<CleanRecord> records) {
        Path file = next(Zone.CLEAN);
        try (OutputStream out = Files.newOutputStream(file);
                ParquetWriter<CleanRecord> writer = new CleanParquet(plan).writer(out)) {
            for (CleanRecord record : records) {
                writer.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NewFile(plan.dataset(), Zone.CLEAN, file, file.getFileName().toString(), run);
    }

    NewFile error(Plan plan, String run, List<ErrorRecord> records) {
        ErrorLine codec = new ErrorLine(plan);
        LineBuffer lines = new LineBuffer();
        records.forEach(record -> codec.write(record, lines));
        Path file = next(Zone.ERROR);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(lines.array(), 0, lines.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NewFile(plan.dataset(), Zone.ERROR, file, file.getFileName().toString(), run);
    }

    private Path next(Zone zone) {
        return folder.resolve("f" + files++ + zone.suffix());
    }
}
